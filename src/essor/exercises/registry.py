"""Exercises by slug, loaded when asked for."""

import sys

MODULES = (
    ("ess-development-fund", "essor.exercises.conference"),
    ("ess-kept-profit", "essor.exercises.conference"),
    ("esus-three-years", "essor.exercises.conference"),
    ("esus-return-on-capital", "essor.exercises.conference"),
    ("lozere-quotient", "essor.exercises.debate1"),
    ("hauts-de-seine-quotient", "essor.exercises.debate1"),
    ("two-denominators", "essor.exercises.debate1"),
    ("quotient-against-the-region", "essor.exercises.debate1"),
    ("excess-jobs", "essor.exercises.debate1"),
    ("aquitaine-per-inhabitant", "essor.exercises.debate1"),
    ("pas-de-calais-wide-budget", "essor.exercises.debate1"),
    ("shift-share-local-effect", "essor.exercises.debate1"),
    ("shift-share-structure-effect", "essor.exercises.debate1"),
    ("weightings-of-three-criteria", "essor.exercises.debate1"),
    ("average-axis-wins", "essor.exercises.debate1"),
    ("network-density", "essor.exercises.debate1"),
    ("network-without-its-hub", "essor.exercises.debate1"),
    ("scic-largest-subscription", "essor.exercises.scic"),
    ("scic-passive-crossing", "essor.exercises.scic"),
    ("scic-least-reserve", "essor.exercises.scic"),
    ("scic-largest-interest", "essor.exercises.scic"),
    ("scic-exit-value", "essor.exercises.scic"),
    ("scic-real-loss", "essor.exercises.scic"),
    ("scic-small-college", "essor.exercises.scic"),
    ("scic-split-college", "essor.exercises.scic"),
    ("ptce-geometric-mean", "essor.exercises.debate2"),
    ("ptce-raise-the-weakest", "essor.exercises.debate2"),
    ("goutte-dor-jobs-per-unit", "essor.exercises.debate2"),
    ("goutte-dor-cloth-share", "essor.exercises.debate2"),
    ("workshop-shapley-of-two", "essor.exercises.debate2"),
    ("workshop-aid-for-equal-shares", "essor.exercises.debate2"),
    ("insertion-hours-of-a-contract", "essor.exercises.debate2"),
    ("insertion-rate-for-hours", "essor.exercises.debate2"),
    ("lorraine-hours-per-contract", "essor.exercises.debate2"),
    ("clause-posts-of-a-lot", "essor.exercises.debate2"),
    ("clauses-due-in-2026", "essor.exercises.debate2"),
    ("spaser-first-year", "essor.exercises.debate2"),
    ("reserved-contract-hires", "essor.exercises.debate2"),
    ("bousol-three-payments", "essor.exercises.bousol"),
    ("bousol-money-pump", "essor.exercises.bousol"),
    ("eusko-stable-mass", "essor.exercises.bousol"),
    ("bousol-band-width", "essor.exercises.currency"),
    ("bousol-known-suppliers", "essor.exercises.currency"),
    ("eusko-fund-end-2020", "essor.exercises.currency"),
    ("de-minimis-room", "essor.exercises.scic"),
    ("de-minimis-wait", "essor.exercises.scic"),
    ("grant-initiative-is-not-enough", "essor.exercises.investor"),
    ("grant-agreement-room", "essor.exercises.investor"),
    ("esr-concentration", "essor.exercises.investor"),
    ("esr-homes", "essor.exercises.investor"),
    ("tr-density", "essor.exercises.debate4"),
    ("tr-budget-moved", "essor.exercises.debate4"),
    ("missing-link-enough", "essor.exercises.debate4"),
    ("missing-link-pairs", "essor.exercises.debate4"),
    ("deliberation-borda", "essor.exercises.debate4"),
    ("deliberation-mention", "essor.exercises.debate4"),
)


def slugs():
    """Every exercise's slug, in the order of the course."""
    return [slug for slug, _ in MODULES]


def load(slug):
    """The exercise of that slug. LookupError if there is none."""
    for known, module in MODULES:
        if known == slug:
            __import__(module)
            for exercise in sys.modules[module].EXERCISES:
                if exercise.slug == slug:
                    return exercise
    raise LookupError("unknown exercise: " + str(slug))
