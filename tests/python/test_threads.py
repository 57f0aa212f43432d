"""One pack, many threads: the same answers, and Python goes on while the engine works."""

import concurrent.futures
import pathlib
import threading
import time

import doudi

HOUSEHOLDS = sorted(pathlib.Path("rules/xingan-2019/households").resolve().glob("*.yaml"))
DAYS = [f"20{year}-{month:02}-01" for year in range(19, 23) for month in (1, 4, 7, 10)]


def test_threads_share_a_pack(pack):
    def ask(number):
        household, on = HOUSEHOLDS[number % len(HOUSEHOLDS)], DAYS[number % len(DAYS)]
        try:
            why = pack.explain(household, on=on)
            return why.json(), why.html("zh"), repr(pack.decide(household, on=on))
        except doudi.RecordError as error:  # its case begins after that day
            return str(error)

    questions = range(400)
    alone = [ask(number) for number in questions]
    with concurrent.futures.ThreadPoolExecutor(max_workers=16) as pool:
        together = list(pool.map(ask, questions))
    assert together == alone
    assert sum(isinstance(answer, tuple) for answer in alone) > 300


def test_python_goes_on_while_the_engine_works(pack):
    def seen_at_work():
        times = []
        span = []

        def work():
            begin = time.perf_counter()
            for _ in range(3):
                doudi.check("rules/xingan-2019")
            span.extend((begin, time.perf_counter()))

        worker = threading.Thread(target=work)
        worker.start()
        while worker.is_alive():
            times.append(time.perf_counter())
            time.sleep(0.0002)
        begin, end = span
        return sum(begin < moment < end for moment in times)

    # Three calls that kept the lock would leave at most a moment between them.
    assert any(seen_at_work() > 10 for _ in range(20))


def test_packs_can_be_loaded_by_many_threads():
    with concurrent.futures.ThreadPoolExecutor(max_workers=8) as pool:
        digests = set(pool.map(lambda _: doudi.load("rules/xingan-2019").digest, range(16)))
    assert len(digests) == 1
