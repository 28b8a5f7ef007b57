SELECT name, definition FROM snapshot_index ORDER BY name
