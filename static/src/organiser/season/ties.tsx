import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { and } from "../../lib/words";
import { Trouble, useAsked } from "../pieces";
import type { Person, Season, Tie } from "./season";
import { t } from "./words";

const HOWS = ["apart", "together"] as const;

/** Pairs of a community who should not sit together when groups are mixed, or should. Why is asked of nobody. */
export function Ties(props: { season: Season; id: string; people: readonly Person[] }): JSX.Element | null {
  const { season, id } = props;
  const { value, failed, again } = useAsked(() => season.ties(id), id);
  const [wrong, setWrong] = useState<{ says: string }>();
  const [one, setOne] = useState("");
  const [other, setOther] = useState("");
  const [how, setHow] = useState<Tie["how"]>("apart");
  const [said, setSaid] = useState("");
  const here = props.people.filter((person) => !person.gone);
  const ties = value?.ties ?? [];
  if (here.length < 2 && !ties.length) return null;
  const named = new Map(props.people.map((person) => [person.id, person.name]));
  const names = (tie: Tie) => and([tie.one, tie.other].map((person) => named.get(person) ?? ""));
  const ask = async (tie: Tie, to: Tie["how"] | "free") => {
    const kept = await season.tie(id, { ...tie, how: to });
    setWrong(kept.ok ? undefined : kept);
    if (!kept.ok) return;
    setSaid(t(to === "free" ? "tie_gone" : "tie_kept", { who: names(tie) }));
    setOne("");
    setOther("");
    again();
  };
  const choice = (at: string, set: (id: string) => void, label: string, not: string) => (
    <label class="field">
      {label}
      <select value={at} onChange={(event) => set(event.currentTarget.value)}>
        <option value="">{t("tie_choose")}</option>
        {here
          .filter((person) => person.id !== not)
          .map((person) => (
            <option key={person.id} value={person.id}>
              {person.organisation ? `${person.name} (${person.organisation})` : person.name}
            </option>
          ))}
      </select>
    </label>
  );
  return (
    <details class="gone ties" open={ties.length > 0 || said !== ""}>
      <summary>{ties.length ? t("ties_n", { n: ties.length }) : t("ties")}</summary>
      <p class="soft">{t("ties_text")}</p>
      {failed && <Trouble what={t("fail_ties")} says={failed.says} safe={t("safe")} again={again} />}
      {wrong && <Trouble what={t("fail_keep")} says={wrong.says} safe={t("safe")} />}
      <ul>
        {ties.map((tie) => (
          <li key={`${tie.one} ${tie.other}`} class="row wrap">
            <span>
              <b>{t(`tie_${tie.how}`)}</b> <bdi>{names(tie)}</bdi>
            </span>
            <button
              type="button"
              class="btn end"
              aria-label={t("tie_free_whom", { who: names(tie) })}
              onClick={() => void ask(tie, "free")}
            >
              {t("tie_free")}
            </button>
          </li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (one && other) void ask({ one, other, how }, how);
        }}
      >
        {choice(one, setOne, t("tie_one"), other)}
        {choice(other, setOther, t("tie_other"), one)}
        <fieldset>
          <legend>{t("tie_how")}</legend>
          {HOWS.map((name) => (
            <label key={name}>
              <input type="radio" name="how" checked={how === name} onChange={() => setHow(name)} />
              {t(`how_${name}`)}
            </label>
          ))}
        </fieldset>
        <button type="submit" class="btn" disabled={!one || !other}>
          {t("tie_keep")}
        </button>
      </form>
      <p class="small soft" role="status">
        {said}
      </p>
    </details>
  );
}
