import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Check } from "../../lib/icons";
import { and } from "../../lib/words";
import { To, Trouble } from "../pieces";
import type { Outcome, Season } from "./season";
import { t } from "./words";

const SHOWN = 40;

/** A list of people comes in: chosen or pasted, looked at, then done. */
export function RosterPage({ season, id }: { season: Season; id: string }): JSX.Element {
  const [list, setList] = useState<{ file: Blob; name: string }>();
  const [pasted, paste] = useState("");
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<{ says: string }>();
  const [outcome, setOutcome] = useState<Outcome>();
  const [done, setDone] = useState(false);
  const send = async (file: Blob, name: string, look: boolean) => {
    if (busy) return;
    setBusy(true);
    setList({ file, name });
    const got = await season.roster(id, file, look);
    setBusy(false);
    setFailed(got.ok ? undefined : got);
    if (!got.ok) return;
    setOutcome(got.value);
    setDone(!look);
  };
  const again = () => {
    setOutcome(undefined);
    setList(undefined);
    setFailed(undefined);
    setDone(false);
  };
  return (
    <main class="home season slim">
      <div class="title">
        <h1 class="ask">{t("bring_title")}</h1>
      </div>
      {!outcome && (
        <>
          <p class="lead soft">{t("bring_text")}</p>
          <div class="stack form">
            <label class="field">
              {t("file")}
              <input
                type="file"
                class="input"
                accept=".csv,.tsv,.txt,text/csv,text/plain"
                onChange={(event) => {
                  const file = event.currentTarget.files?.[0];
                  if (file) void send(file, file.name, true);
                }}
              />
              <small>{t("file_hint")}</small>
            </label>
            <label class="field">
              {t("or_paste")}
              <textarea rows={6} value={pasted} onInput={(event) => paste(event.currentTarget.value)} />
              <small>{t("paste_hint")}</small>
            </label>
            {failed && <Trouble what={t("fail_list")} says={failed.says} safe={t("safe_list")} />}
            <div class="row wrap">
              <button
                type="button"
                class="btn main"
                disabled={!pasted.trim()}
                aria-busy={busy}
                onClick={() => void send(new Blob([pasted]), "", true)}
              >
                {t(busy ? "looking" : "look")}
              </button>
              <To class="btn bare" place={{ page: "people", id }}>
                {t("back_home")}
              </To>
            </div>
          </div>
        </>
      )}
      {outcome && (
        <div class="stack outcome" role="status">
          {done ? (
            <p class="banner ok">
              <Check />
              {t("brought", { what: and(told(outcome)) })}
            </p>
          ) : (
            <>
              <h2>{t("would")}</h2>
              {list?.name && (
                <p class="soft">
                  <bdi>{list.name}</bdi>
                </p>
              )}
              <ul class="would">
                {told(outcome).map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
              {outcome.first.length > 0 && (
                <p class="soft">{t("such_as", { names: and(outcome.first.map((one) => one.name)) })}</p>
              )}
            </>
          )}
        </div>
      )}
      {outcome && <Rows outcome={outcome} />}
      {outcome && failed && <Trouble what={t("fail_list")} says={failed.says} safe={t("safe_list")} />}
      {outcome && (
        <div class="row wrap">
          {done ? (
            <To class="btn main" place={{ page: "people", id }}>
              {t("to_people")}
            </To>
          ) : (
            list &&
            changes(outcome) > 0 && (
              <button
                type="button"
                class="btn main"
                aria-busy={busy}
                onClick={() => void send(list.file, list.name, false)}
              >
                {busy ? t("busy") : outcome.added ? t("bring_now", { n: outcome.added }) : t("bring_change")}
              </button>
            )
          )}
          <button type="button" class={changes(outcome) || done ? "btn" : "btn main"} onClick={again}>
            {t("other_list")}
          </button>
          {!done && (
            <To class="btn bare" place={{ page: "people", id }}>
              {t("back_home")}
            </To>
          )}
        </div>
      )}
    </main>
  );
}

const changes = (outcome: Outcome) => outcome.added + outcome.changed + outcome.back;

function told(outcome: Outcome): string[] {
  const { added, changed, back, same } = outcome;
  const said = [
    added && t("would_add", { n: added }),
    changed && t("would_change", { n: changed }),
    back && t("would_back", { n: back }),
    same && t("would_same", { n: same }),
  ].filter((text) => typeof text === "string");
  return said.length ? said : [t("would_nothing")];
}

/** What needs an eye: rows left out with what mends them, rows put together, columns that are not kept. */
function Rows({ outcome }: { outcome: Outcome }): JSX.Element {
  const { bad, doubles } = outcome;
  return (
    <>
      {outcome.written !== "utf-8" && outcome.written !== "utf-16" && <p class="banner">{t("written_windows")}</p>}
      {outcome.ignored.length > 0 && <p class="soft">{t("ignored", { names: and(outcome.ignored) })}</p>}
      {bad.length > 0 && (
        <section class="stack">
          <h2>{t("bad", { n: outcome.bad_in_all })}</h2>
          <table class="roster">
            <thead>
              <tr>
                <th>{t("row")}</th>
                <th>{t("who")}</th>
                <th>{t("why")}</th>
                <th>{t("fix")}</th>
              </tr>
            </thead>
            <tbody>
              {bad.slice(0, SHOWN).map((one) => (
                <tr key={`${one.row}${one.why}`}>
                  <th scope="row" class="num" data-label={t("row")}>
                    {one.row}
                  </th>
                  <td class={one.what ? "" : "blank"} data-label={t("who")}>
                    <bdi>{one.what}</bdi>
                  </td>
                  <td data-label={t("why")}>
                    <bdi>{one.why}</bdi>
                  </td>
                  <td data-label={t("fix")}>
                    <bdi>{one.fix}</bdi>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {outcome.bad_in_all > SHOWN && <p class="soft">{t("and_more", { n: outcome.bad_in_all - SHOWN })}</p>}
        </section>
      )}
      {doubles.length > 0 && (
        <section class="stack">
          <h2>{t("doubles", { n: outcome.doubles_in_all })}</h2>
          <ul class="soft num">
            {doubles.slice(0, SHOWN).map((one) => (
              <li key={one.row}>{t("double", one)}</li>
            ))}
          </ul>
          {outcome.doubles_in_all > SHOWN && <p class="soft">{t("and_more", { n: outcome.doubles_in_all - SHOWN })}</p>}
        </section>
      )}
    </>
  );
}
