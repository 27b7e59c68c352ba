import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Close } from "../lib/icons-desk";
import { Down } from "../lib/icons-late";
import { newId } from "../lib/ids";
import type { Offer } from "./catalogue";
import type { Desk } from "./desk";
import { lengthOf, People } from "./offers";
import { keep, said, string, useOffers } from "./own";
import { To, Trouble } from "./pieces";
import { go } from "./place";
import { save } from "./season/files";
import { added, changed, endsAt, fileName, moved, type Part, removed, type Strung, scriptOf, total } from "./string";
import { PartCard } from "./stringpart";
import { t } from "./words";

/** A string of one's own: its parts in order, how long it is, and what can be made of it. */
export function StringPage({ desk }: { desk: Desk }): JSX.Element {
  const { offers, failed, again } = useOffers(desk);
  useEffect(() => {
    document.title = `${t("my_string")} · Tingsha`;
  }, []);
  const known = new Map(offers?.map((offer) => [offer.slug, offer]));
  if (string.value.parts.length === 0 && !string.value.title) return <Nothing />;
  return (
    <main class="home string">
      <div class="title">
        <div>
          <h1 class="ask">{t("string_title")}</h1>
          <p class="soft">{t("string_text")}</p>
        </div>
      </div>
      {failed && <Trouble what={t("fail_structures")} says={failed.says} safe={t("safe_string")} again={again} />}
      <div class="below">
        <Parts offers={offers && known} />
        <Making desk={desk} offers={known} ready={offers !== undefined} />
      </div>
    </main>
  );
}

function Nothing(): JSX.Element {
  return (
    <main class="home empty">
      <h1 class="ask">{t("string_empty")}</h1>
      <p class="lead soft">{t("string_empty_text")}</p>
      <To class="btn main" place={{ page: "structures" }}>
        {t("to_structures")}
      </To>
    </main>
  );
}

function Parts({ offers }: { offers: ReadonlyMap<string, Offer> | undefined }): JSX.Element {
  const now = string.value;
  const [out, setOut] = useState<{ title: string; former: Strung }>();
  const list = useRef<HTMLOListElement>(null);
  const held = useRef("");
  // A part that moves takes the focus along, so that it can be moved on.
  useEffect(() => {
    const [id, way] = held.current.split(" ");
    held.current = "";
    const buttons = [...(list.current?.querySelectorAll<HTMLButtonElement>("[data-move]") ?? [])];
    const mine = buttons.filter((button) => button.dataset.move?.startsWith(`${id} `) && !button.disabled);
    (mine.find((button) => button.dataset.move === `${id} ${way}`) ?? mine[0])?.focus();
  }, [now]);
  const move = (part: Part, by: -1 | 1) => {
    held.current = `${part.id} ${by}`;
    const next = moved(now, part.id, by);
    keep(next);
    const n = next.parts.findIndex((one) => one.id === part.id) + 1;
    said.value = t("moved_said", { title: part.title, n, of: next.parts.length });
  };
  const add = (kind: "talk" | "break", minutes: number) =>
    keep(added(now, { id: newId(), kind, title: t(`new_${kind}`), minutes }));
  return (
    <div class="column">
      <ol class="parts" ref={list}>
        {now.parts.map((part, at) => (
          <PartCard
            key={part.id}
            part={part}
            at={at}
            of={now.parts.length}
            offers={offers}
            change={(to) => keep(changed(string.peek(), part.id, to))}
            move={(by) => move(part, by)}
            remove={() => {
              setOut({ title: part.title, former: now });
              keep(removed(now, part.id));
            }}
          />
        ))}
      </ol>
      {out && (
        <p class="banner" role="status">
          <Close />
          <span>{t("removed", { title: out.title })}</span>
          <button
            type="button"
            class="btn end"
            onClick={() => {
              keep({ ...string.peek(), parts: out.former.parts });
              setOut(undefined);
            }}
          >
            {t("put_back")}
          </button>
        </p>
      )}
      <div class="row more">
        <To class="btn" place={{ page: "structures" }}>
          {t("more_structures")}
        </To>
        <button type="button" class="btn" onClick={() => add("talk", 5)}>
          {t("add_talk")}
        </button>
        <button type="button" class="btn" onClick={() => add("break", 10)}>
          {t("add_break")}
        </button>
      </div>
    </div>
  );
}

/** Its name, its length, and the two things that can be made of it. */
function Making(props: { desk: Desk; offers: ReadonlyMap<string, Offer>; ready: boolean }): JSX.Element {
  const { desk, offers, ready } = props;
  const now = string.value;
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<{ says: string }>();
  const title = now.title.trim();
  const minutes = total(now, offers);
  const days = now.parts.some((part) => part.kind === "structure" && (offers.get(part.slug)?.between_days ?? 0) > 0);
  const playable = now.parts.length > 0 && ready;
  const make = async (event: Event) => {
    event.preventDefault();
    if (busy || !title || !playable) return;
    setBusy(true);
    setFailed(undefined);
    const made = await desk.makeOwn(scriptOf(now, title, offers), title, now.subtitle.trim());
    setBusy(false);
    if (made.ok) go({ page: "session", id: made.value.id });
    else setFailed(made);
  };
  const download = () => {
    const named = title || t("untitled");
    const name = fileName(named);
    save({ file: new Blob([scriptOf(now, named, offers)], { type: "application/yaml" }), name });
    said.value = t("saved_as", { name });
  };
  return (
    <form class="card soon making" onSubmit={make}>
      <div class="sum">
        <p class="soft">{t("in_all")}</p>
        <p class="voice num">
          {lengthOf(minutes)}
          {endsAt(now.begins, minutes) && <>, {t("ends", { time: endsAt(now.begins, minutes) })}</>}
        </p>
        {days && <p class="small soft">{t("plus_days")}</p>}
      </div>
      <div class="row when">
        <label class="field">
          {t("begins")}
          <input
            type="time"
            value={now.begins}
            onInput={(event) => keep({ ...string.peek(), begins: event.currentTarget.value })}
          />
        </label>
        <People />
      </div>
      <label class="field">
        {t("title")}
        <input
          value={now.title}
          maxLength={120}
          required
          onInput={(event) => keep({ ...string.peek(), title: event.currentTarget.value })}
        />
        <small>{t("title_hint")}</small>
      </label>
      <label class="field">
        {t("subtitle")}
        <input
          value={now.subtitle}
          maxLength={120}
          onInput={(event) => keep({ ...string.peek(), subtitle: event.currentTarget.value })}
        />
        <small>{t("subtitle_hint")}</small>
      </label>
      {failed && <Trouble what={t("fail_make")} says={failed.says} safe={t("safe_own")} />}
      <div class="acts">
        <button type="submit" class="btn main" disabled={!title || !playable} aria-busy={busy}>
          {t(busy ? "making" : "make_now")}
        </button>
        {!title && <p class="small soft">{t("needs_name")}</p>}
        <button type="button" class="btn" disabled={!playable} onClick={download}>
          <Down />
          {t("save_script")}
        </button>
      </div>
    </form>
  );
}
