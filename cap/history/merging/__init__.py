"""Three versions of a plan merged by meaning. `three_way` is the door.

Front matter is taken apart into segments (`segments`), its entries are recognised in all three versions (`pairing`), what one side
changed is taken from it (`weaving`), and nothing is returned that is not proved to hold what both sides wrote (`proof`).
"""
