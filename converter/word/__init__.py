"""A Word file as a package, for whoever reads, writes or fills one."""
