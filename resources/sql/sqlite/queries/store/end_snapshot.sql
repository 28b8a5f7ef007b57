DELETE FROM snapshot_load
