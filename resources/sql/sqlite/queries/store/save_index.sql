INSERT OR REPLACE INTO snapshot_index (name, definition) VALUES (:name, :definition)
