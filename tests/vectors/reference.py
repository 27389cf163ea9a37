"""The signing rule of the 1688 API in Python, from its description: a vector a line in, its signature a line out.

    cargo run -p api-1688 --features cli -- sign compare --vectors tests/vectors/md5-sorted.jsonl -- python3 tests/vectors/reference.py
"""

import hashlib
import json
import sys

for line in sys.stdin:
    vector = json.loads(line)
    pairs = {name: value for name, value in vector["params"].items() if name != "sign" and value is not None}
    # Java sorts strings by UTF-16 code unit.
    names = sorted(pairs, key=lambda name: name.encode("utf-16-be"))
    text = "".join(f"{name}={pairs[name]}&" for name in names) + "secret=" + vector["secret"]
    print(hashlib.md5(text.encode()).hexdigest().upper(), flush=True)
