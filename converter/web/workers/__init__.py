"""Processes that convert. One that takes too long, is not wanted any more or has died is replaced.

`pool` gives each its work, `process` starts, asks and ends one, `child` is what runs in it.

Neither `concurrent.futures` (which breaks when a process is ended) nor pebble (which gives work to
any process) would do: the process that read a text last has most of it in mind, and must get its next
key, and a newer key takes the place of one that waits.
"""
