SELECT roost_end_past_waiting(:now::timestamptz)
