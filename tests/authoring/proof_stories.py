"""Random small stories that use everything that the prover has to understand."""

from __future__ import annotations

from random import Random

import yaml

WORDS = ["ant", "bee", "cat"]
NUMBER_OF_SCENES = 7


class Plain(yaml.SafeDumper):
    """Writes the same list twice rather than naming it."""

    def ignore_aliases(self, data: object) -> bool:
        return True


class Writer:
    """Writes a random small story; most of what it writes is sound."""

    def __init__(self, luck: Random) -> None:
        self.luck = luck
        self.hub = False

    def maybe(self, chance: float) -> bool:
        return self.luck.random() < chance

    def scene_id(self) -> str:
        return f"s{self.luck.randrange(NUMBER_OF_SCENES)}"

    def atom(self) -> str:
        luck = self.luck
        number, sign = luck.randrange(-1, 6), luck.choice(["<", "<=", "==", "!=", ">=", ">"])
        return luck.choice([
            f"n {sign} {number}", f"m {sign} {number}", "m > n", "n % 2 == 0", f"0 < n <= {number}", "f", "g", "not f",
            f'w == "{luck.choice(WORDS)}"', 'w in ["ant", "cat"]', f'q != "{luck.choice(WORDS)}"', "knows.k1",
            "knows.k2", f"seen.{self.scene_id()}", f"visits.{self.scene_id()} {sign} {max(number, 0)}",
            f"c {sign} {10 * number}",
            "d > 60", "relief.woman", 't == "x"', 't != "y"', 'now >= "1961-04-12 19:00"', 'place == "hall"',
            "named", f"min(n, m) {sign} {number}", "m - n > 2", f"abs(m) {sign} 3", "(f if g else n > 1)",
        ])  # fmt: skip

    def condition(self, depth: int = 2) -> str:
        if depth == 0 or self.maybe(0.55):
            return self.atom()
        if self.maybe(0.2):
            return f"not ({self.condition(depth - 1)})"
        joint = self.luck.choice([" and ", " or "])
        return joint.join(f"({self.condition(depth - 1)})" for _ in range(self.luck.choice([2, 2, 3])))

    def assignment(self) -> str:
        luck = self.luck
        return luck.choice([
            "n += 1", "n -= 1", f"n = {luck.randrange(4)}", "m += 2", "m -= 3", "m = n * 2 + 1", "n = m % 3", "m = 0",
            "f = true", "f = false", "f = not g", "g = true", "g = false", f"g = {self.condition(1)}",
            f'w = "{luck.choice(WORDS)}"', 'w = "ant" if f else "bee"', 'w = q', 't = "x"', 't = "y"',
            't = relief.they', "c += 15", "c -= 25", "d += 5", "n = max(n, m - 1)", "m = visits.s1",
        ])  # fmt: skip

    def text(self) -> object:
        luck = self.luck
        plain = luck.choice([
            "Words.", "{f: one|two}", "{once: first|later}", "{once: only}", "{cycle: a|b|c}", "{shuffle: p|q}",
            f"{{{self.condition(1)}: yes {{g: deep|}}|no}}", "Number {n}.", "{visits.s2 > 1: again|new}",
        ])  # fmt: skip
        if self.maybe(0.5):
            return plain
        entry = {"when": self.condition(), "text": plain}
        if self.maybe(0.5):
            entry["otherwise"] = "{once: else|or}"
        return [
            entry,
            luck.choice(
                ["End.", {"piece": "bit"}, {"document": "paper"}, {"document": {"kind": "log", "text": plain}}]
            ),
        ]

    def body(self, depth: int, following: int) -> dict:
        """A body; `following` is the first scene that it may lead to without a choice."""
        luck, body = self.luck, {}
        if self.maybe(0.5):
            body["set"] = [self.assignment() for _ in range(luck.choice([1, 1, 2]))]
        if self.maybe(0.15):
            body["learn"] = luck.choice(["k1", "k2"])
        if self.maybe(0.1):
            body["assumes"] = luck.choice(["k1", "k2"])
        if self.maybe(0.15):
            body["advance"] = luck.choice(["20 minutes", "1 hour"])
        if self.maybe(0.1):
            body["at"] = luck.choice([{"place": "hall"}, {"place": "yard", "date": "1961-04-12 18:30"}])
        if self.maybe(0.5):
            body["text"] = self.text()
        if depth and self.maybe(0.2):
            body["check"] = luck.choice([{"n": 2}, {"c": 5}, {"d": 5}])
            for side in ("success", "failure"):
                if self.maybe(0.6):
                    body[side] = self.body(depth - 1, following)
        if depth and self.maybe(0.5 + 0.2 * depth):
            body["choices"] = [self.choice(depth - 1, k) for k in range(luck.randrange(1, 4))]
        self.ending(body, depth, following)
        return body

    def ending(self, body: dict, depth: int, following: int) -> None:
        """How a body ends."""
        kinds = ["goto"] * 5 + ["call"] * 3 + ["then"] * 5 + ["none"] * 3 + ["return", "end"]
        kind = self.luck.choice(kinds)
        later = [f"s{k}" for k in range(0 if self.maybe(0.2) else following, NUMBER_OF_SCENES)]
        if kind == "goto" and later:
            body["goto"] = self.luck.choice(later)
        elif kind == "call" and later:
            body["call"] = self.luck.choice(later)
            if self.maybe(0.4):
                body["call"] = {"scene": body["call"], "with": {"n": self.luck.choice([2, "m % 3"]), "f": True}}
            if depth and self.maybe(0.5):
                body["then"] = [{"when": self.condition(), **self.body(0, following)}, self.body(0, following)]
        elif kind == "return":
            body["return"] = True
        elif kind == "end":
            body["end"] = self.luck.choice(["e1", "e2", "auto"])
        elif kind == "then" and depth:
            body["then"] = [{"when": self.condition(), **self.body(depth - 1, following)} for _ in range(2)]
            if self.maybe(0.6):
                body["then"].append(self.body(0, following))

    def choice(self, depth: int, number: int) -> dict:
        hub = self.hub
        choice = {"id": f"c{number}", "label": self.luck.choice(["Go", "{f: Go|Stay}"]), **self.body(depth, 0)}
        if self.maybe(0.5):
            choice["when"] = self.condition()
            if self.maybe(0.3):
                choice["locked"] = "{g: shut|closed}"
        if self.maybe(0.3):
            choice["once"] = self.maybe(0.7)
        if hub and depth and self.maybe(0.3):
            choice["leave"] = True
        return choice

    def scene(self, number: int) -> dict:
        luck = self.luck
        self.hub = self.maybe(0.35)
        scene = self.body(2, number + 1)
        if self.hub:
            scene["hub"] = True
            if self.maybe(0.7):
                scene["draw"] = {"from": "deck", "show": luck.choice([1, 2])}
        if self.maybe(0.8) and not {"goto", "end", "return", "call"} & scene.keys():
            scene["then"] = {"end": "e1"} if number > 5 or self.maybe(0.1) else {"goto": f"s{number + 1}"}
        if number > 3 and self.maybe(0.5):
            scene |= {"deck": "deck", "label": "{f: Draw|Take}", "once": self.maybe(0.7)}
            if self.maybe(0.6):
                scene["when"] = self.condition()
        if self.maybe(0.15):
            scene["notes"] = ["dark"]
            scene["skip"] = self.body(0, number + 1)
        if number and self.maybe(0.08):
            scene["episode"] = {"number": number, "title": "Part"}
        return scene

    def story(self) -> dict:
        scenes = {f"s{k}": self.scene(k) for k in range(NUMBER_OF_SCENES)}
        return {
            "story": "random", "title": "Random", "notes": {"dark": "Dark."},
            "volumes": {
                "v": {"title": "V", "start": "s0", "questionnaire": [
                    {"id": "q", "ask": "Q", "set": "q", "options": [{"value": w, "label": w} for w in WORDS[:2]]}]},
                "u": {"title": "U", "start": "s1"},
            },
            "variables": {
                "n": {"number": 1, "min": 0, "max": 4}, "m": {"number": 0}, "f": {"flag": False}, "g": {"flag": True},
                "w": {"one_of": WORDS}, "q": {"one_of": WORDS}, "c": {"pair": ["c", "d"], "start": 50},
                "t": {"word": "z"},
            },
            "conditions": {"named": self.atom().replace("named", "f")},
            "people": {"relief": {"variants": [
                {"forms": {"surname": "A", "first": "B", "they": "he"}, "attributes": {"woman": False}},
                {"forms": {"surname": "A", "first": "B", "they": "she"}, "attributes": {"woman": True}}]}},
            "places": {"hall": "Hall", "yard": "Yard"}, "facts": {"k1": "One.", "k2": "Two."}, "decks": {"deck": {}},
            "pieces": {"bit": "{cycle: u|v}"}, "documents": {"paper": {"kind": "log", "text": "{once: w|x}"}},
            "endings": {
                "e1": {"title": "e1", "parts": [{"when": self.condition(), "text": "{f: a|b}"}, "Over."]},
                "e2": {"title": "e2", "when": self.condition(), "priority": 2, "parts": ["Out."]},
                "e3": {"title": "e3", "when": self.condition(), "priority": 2, "parts": ["{cycle: a|b}"]},
            },
            "scenes": scenes,
        }  # fmt: skip
