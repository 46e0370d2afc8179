"""Exercises by slug, loaded when asked for."""

import sys

MODULES = (
    ("ess-development-fund", "essor.portable.exercises.conference"),
    ("ess-kept-profit", "essor.portable.exercises.conference"),
    ("esus-three-years", "essor.portable.exercises.conference"),
    ("esus-return-on-capital", "essor.portable.exercises.conference"),
    ("lozere-quotient", "essor.portable.exercises.debate1"),
    ("hauts-de-seine-quotient", "essor.portable.exercises.debate1"),
    ("two-denominators", "essor.portable.exercises.debate1"),
    ("quotient-against-the-region", "essor.portable.exercises.debate1"),
    ("excess-jobs", "essor.portable.exercises.debate1"),
    ("aquitaine-per-inhabitant", "essor.portable.exercises.debate1"),
    ("pas-de-calais-wide-budget", "essor.portable.exercises.debate1"),
    ("shift-share-local-effect", "essor.portable.exercises.debate1"),
    ("shift-share-structure-effect", "essor.portable.exercises.debate1"),
    ("weightings-of-three-criteria", "essor.portable.exercises.debate1"),
    ("average-axis-wins", "essor.portable.exercises.debate1"),
    ("network-density", "essor.portable.exercises.debate1"),
    ("network-without-its-hub", "essor.portable.exercises.debate1"),
    ("scic-largest-subscription", "essor.portable.exercises.scic"),
    ("scic-passive-crossing", "essor.portable.exercises.scic"),
    ("scic-least-reserve", "essor.portable.exercises.scic"),
    ("scic-largest-interest", "essor.portable.exercises.scic"),
    ("scic-exit-value", "essor.portable.exercises.scic"),
    ("scic-real-loss", "essor.portable.exercises.scic"),
    ("scic-small-college", "essor.portable.exercises.scic"),
    ("scic-split-college", "essor.portable.exercises.scic"),
    ("ptce-geometric-mean", "essor.portable.exercises.debate2"),
    ("ptce-raise-the-weakest", "essor.portable.exercises.debate2"),
    ("goutte-dor-jobs-per-unit", "essor.portable.exercises.debate2"),
    ("goutte-dor-cloth-share", "essor.portable.exercises.debate2"),
    ("workshop-shapley-of-two", "essor.portable.exercises.debate2"),
    ("workshop-aid-for-equal-shares", "essor.portable.exercises.debate2"),
    ("insertion-hours-of-a-contract", "essor.portable.exercises.debate2"),
    ("insertion-rate-for-hours", "essor.portable.exercises.debate2"),
    ("lorraine-hours-per-contract", "essor.portable.exercises.debate2"),
    ("clause-posts-of-a-lot", "essor.portable.exercises.debate2"),
    ("clauses-due-in-2026", "essor.portable.exercises.debate2"),
    ("spaser-first-year", "essor.portable.exercises.debate2"),
    ("reserved-contract-hires", "essor.portable.exercises.debate2"),
    ("bousol-three-payments", "essor.portable.exercises.bousol"),
    ("bousol-money-pump", "essor.portable.exercises.bousol"),
    ("eusko-stable-mass", "essor.portable.exercises.bousol"),
    ("bousol-band-width", "essor.portable.exercises.currency"),
    ("bousol-known-suppliers", "essor.portable.exercises.currency"),
    ("eusko-fund-end-2020", "essor.portable.exercises.currency"),
    ("de-minimis-room", "essor.portable.exercises.scic"),
    ("de-minimis-wait", "essor.portable.exercises.scic"),
    ("grant-initiative-is-not-enough", "essor.portable.exercises.investor"),
    ("grant-agreement-room", "essor.portable.exercises.investor"),
    ("esr-concentration", "essor.portable.exercises.investor"),
    ("esr-homes", "essor.portable.exercises.investor"),
    ("tr-density", "essor.portable.exercises.debate4"),
    ("tr-budget-moved", "essor.portable.exercises.debate4"),
    ("missing-link-enough", "essor.portable.exercises.debate4"),
    ("missing-link-pairs", "essor.portable.exercises.debate4"),
    ("deliberation-borda", "essor.portable.exercises.debate4"),
    ("deliberation-mention", "essor.portable.exercises.debate4"),
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
    raise LookupError(f"unknown exercise: {slug}")
