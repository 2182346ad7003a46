#!/usr/bin/env python3
"""Makes strain_lexicon.tsv from the Suicide Risk Lexicon.

    python3 make_strain_lexicon.py suicide_risk_lexicon_validated_24-08-02T21-27-35.json > strain_lexicon.tsv

The lexicon's 50 constructs serve research on suicide risk. This takes the 17 that burnout shares, one theme each,
and leaves out what would mislead in a daily check-in; DROPPED gives every phrase left out and why. Phrases are
chosen by what they mean, never by how they score on a data set.
"""

import json
import sys

HEADER = """\
# Strain phrases, `theme<TAB>phrase`, sorted. Made by make_strain_lexicon.py: change that, not this.
# Source: Suicide Risk Lexicon v1.0, file {file}, in construct-tracker 1.0.16 (PyPI).
# Authors, as its metadata asks to be cited: Low DM, Rankin O, Coppersmith DDL, Bentley KH, Nock MK, Ghosh SS (2024).
# Using Generative AI to create lexicons for interpretable text models with high content validity. PsyArXiv.
# Licence: Apache-2.0, in LICENSE-suicide-risk-lexicon-APACHE-2.0 beside this file.
# Changed: 17 of 50 constructs kept; lemmatised duplicates, explicit suicidal language, medicines, diagnoses, word
# stems and words too everyday to mean strain left out; lower-cased; one theme a phrase."""

# A phrase that several constructs list goes to the first of them here.
THEMES = {
    "fatigue_tired": "fatigue",
    "sleep_issues": "sleep",
    "anxiety": "anxiety",
    "panic": "panic",
    "rumination": "rumination",
    "agitation": "agitation",
    "entrapment_desire_to_escape": "entrapment",
    "hopelessness": "hopelessness",
    "defeat_feeling_like_a_failure": "defeat",
    "guilt": "guilt",
    "shame_self_disgust_worthlessness": "shame",
    "burdensomeness": "burden",
    "loneliness_isolation": "loneliness",
    "anhedonia_uninterested": "anhedonia",
    "emptiness": "emptiness",
    "depressed_mood": "low_mood",
    "emotional_pain_psychache": "pain",
}

# Where the first construct in that order is not the one a reader would name.
BETTER_THEME = {
    "panic": "panic",
    "panic attack": "panic",
    "panic attacks": "panic",
    "agitation": "agitation",
    "restless": "agitation",
    "restlessness": "agitation",
    "ruminate": "rumination",
    "rumination": "rumination",
    "overthinking": "rumination",
    "catastrophizing": "rumination",
    "shame": "shame",
    "fed up": "agitation",
    "stress": "overload",
    "can't do this anymore": "overload",
    "can't take it anymore": "overload",
    "can't take any more of this": "overload",
    "anguish": "pain",
    "torment": "pain",
    "torture": "pain",
    "heartache": "pain",
    "numb": "emptiness",
    "numbness": "emptiness",
    "desolate": "emptiness",
    "desolation": "emptiness",
}

DROPPED = {
    "explicit suicidal language, which the crisis rules read": """
        deserve death | deserve to die | not deserving of life | I don't deserve to be here | world will be better
        without me | be better without me | better off without me | I should just disappear | no one will miss me |
        everybody would forget about me | suicidal thinking | don't want to wake up""",
    "a medicine, a diagnosis or a medical term: a fact about a life, not about today": """
        Ativan | Lexapro | Valium | Xanax | benzo | diazepam | escitalopram | Celexa | Prozac | SSRIs | Zoloft |
        sertraline | antidepressant | melatonin | sedative | sleep medication | OCD | PTSD | MDD | dysthymia |
        agoraphobia | hypochondria | panic disorder | phobia | phobic | hysteria | apnea | sleep apnea | bruxism |
        c-pap | cpap | circadian rhythm disorder | hypersomnia | narcolepsy | sleep disorder | sleep study | REM sleep |
        indigestion | incurable | manic | tremor | comatose""",
    "noise or a bare stem": "0 | narcolep | snooz | akward | lack of social | no one to hang",
    "says something good, or is said to others": """
        restful | a fresh start | liberate | liberation | to be free | calm down | could care less | sleep hygiene |
        butterflies | someone to talk to | want to hang out | want to love | make friends | make new friends |
        find someone | had friends | care about me | human interaction""",
    "a circumstance or a trait, not a state": """
        am single | been single | single dad | single mom | single parent | unmarried | not married | widow |
        not in a relationship | no partner | don't have a boyfriend | don't have a girlfriend | don't have a partner |
        broke up | long distance | one friend | any friends | introspective | introversion | introvert | hermit | shy |
        wallflower | lone wolf | standoffish | aloof | reclusive | solitary | solitude | seclusion | not popular |
        unpopular | third wheel | people are not caring | shift work | stammer | stutter | stigma | unattractive |
        lockdown | quarantine | solitary confinement | outlier | peripheral""",
    "everyday words with many other meanings": """
        I don't do much | collapse | collapsing | faint | foggy | kaput | sleep | slumber | yawn | snooze | snoring |
        dozing | dozing off | wake up to pee | can't be helped | can't see | crushed | crushing | defeat | done for |
        doom | don't have faith | goner | impossibility | incapable | irredeemable | irreparable | irreversible |
        it won't work | it's all over | it's over | it's impossible | it's too late | it's useless | no chance |
        no solution | won't get it | bad news | concern | cowardly | deadbeat | disturb | fidget | mistrust |
        on the edge | terror | crisis | need help | shaking | tingling | I can't avoid | I can't evade | avoidance |
        bind | bondage | breakout | captive | chained | chains | confinement | entrap | escape | exit | flee |
        locked in | stuck | quagmire | restrained | snare | want to get out | want to leave | want to start again | darkness |
        negative | empty | tragic | grim | knocked down | laying in bed | woeful | hollow | deliberate |
        get to the bottom of | inner dialogue | moral dilemma | rationalization | rationalize | speculation |
        pondering | trying to figure out | obsess | obsessive | fixation | alert | in motion | pacing | wandering |
        wired | itchy | hyperactive | hurried | unstable | tumultuous | edgy | beaten | broken | falter | inept | sunk |
        surrender | succumb | undone | accuse | apologize | confession | culpability | error | ethical dilemma | fault |
        indict | liability | offense | taboo | wicked | sinful | transgression | misbehavior | misstep | my mistake |
        responsibility | responsible | I take responsibility | take the blame | wrongdoing | was wrong | I'm wrong |
        sorry | don't mean to | I didn't mean to | made a mistake | make a mistake | fucked up | mess up | messed up |
        alone | by myself | left out | need someone | bother | demanding | dependent | drag | drain | imposition |
        inconvenience | inconvenient | intrusive | nuisance | overbearing | abyss | bottomless | void | vacuum | null |
        unoccupied | devoid | bored | don't care | insensitive | no will | not interested | no interest | uninvolved |
        contempt | disgraced | incompetent | no honor""",
}


def originals(construct):
    """A construct's list is its phrases followed by as many lemmatised copies ("I be beat")."""
    tokens = construct["tokens"]
    return tokens[: len(tokens) // 2]


def dropped_phrases():
    return {" ".join(phrase.split()).lower() for text in DROPPED.values() for phrase in text.split("|")}


def main(path):
    with open(path, encoding="utf-8") as file:
        constructs = {c["variable_name"]: c for c in json.load(file).values()}
    dropped, seen, kept = dropped_phrases(), set(), {}
    for name, theme in THEMES.items():
        for phrase in map(str.lower, originals(constructs[name])):
            seen.add(phrase)
            if phrase not in dropped:
                kept.setdefault(phrase, BETTER_THEME.get(phrase, theme))
    unknown = sorted((dropped | BETTER_THEME.keys()) - seen)
    if unknown:
        sys.exit(f"listed here but not in the lexicon: {unknown}")
    print(HEADER.format(file=path.replace("\\", "/").rsplit("/", 1)[-1]))
    for theme, phrase in sorted((theme, phrase) for phrase, theme in kept.items()):
        print(f"{theme}\t{phrase}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
