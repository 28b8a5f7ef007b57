// The VFS that leads SQLite through SimDisk.
#pragma once

namespace roost::sim {

class SimDisk;

// Makes it SQLite's default for the rest of the program.
void registerVfs(SimDisk &disk);

} // namespace roost::sim
