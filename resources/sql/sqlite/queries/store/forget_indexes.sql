DELETE FROM snapshot_index
