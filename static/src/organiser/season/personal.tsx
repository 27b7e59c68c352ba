import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Lock } from "../../lib/icons";
import { Qr, useDrawing } from "../../lib/qr";
import { Copy, Trouble } from "../pieces";
import { save } from "./files";
import type { Person, Season } from "./season";
import { Sheet } from "./sheet";
import { t } from "./words";

/** Somebody's own link: made, shown once, replaced, made void. */
export function Personal(props: { season: Season; person: Person; shut: () => void }): JSX.Element {
  const { season, person, shut } = props;
  const { name } = person;
  const [link, setLink] = useState("");
  const [linked, setLinked] = useState(person.linked);
  const [made, setMade] = useState<"" | "void">("");
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<{ says: string }>();
  const make = async () => {
    if (busy) return;
    setBusy(true);
    const got = await season.link(person.id);
    setBusy(false);
    setFailed(got.ok ? undefined : got);
    if (!got.ok) return;
    setLink(got.value.link);
    setLinked(true);
    setMade("");
  };
  const unmake = async () => {
    const got = await season.unlink(person.id);
    setFailed(got.ok ? undefined : got);
    if (!got.ok) return;
    setLink("");
    setLinked(false);
    setMade("void");
  };
  return (
    <Sheet title={t("link_whom", { name })} shut={shut}>
      <div class="stack form">
        <p class="soft">{t("link_text", { name })}</p>
        {link ? (
          <Shown season={season} name={name} link={link} />
        ) : (
          <p>{linked ? t("link_old", { name }) : made === "" && t("link_none", { name })}</p>
        )}
        <p role="status">
          {made === "void" && (
            <span class="banner ok">
              <Lock />
              {t("link_void")}
            </span>
          )}
        </p>
        {failed && <Trouble what={t("fail_link")} says={failed.says} safe={t("safe")} />}
        <div class="row wrap">
          {!link && (
            <button type="button" class="btn main" aria-busy={busy} onClick={() => void make()}>
              {busy ? t("busy") : t(linked ? "link_anew" : "link_make")}
            </button>
          )}
          {linked && (
            <button type="button" class="btn" onClick={() => void unmake()}>
              {t("link_revoke")}
            </button>
          )}
        </div>
      </div>
    </Sheet>
  );
}

function Shown({ season, name, link }: { season: Season; name: string; link: string }): JSX.Element {
  const drawn = useDrawing(link, season.token);
  return (
    <div class="shown-once">
      <p class="banner" role="status">
        <Lock />
        {t("link_once", { name })}
      </p>
      <div class="poster" data-theme="light">
        <Qr drawn={drawn} label={t("qr", { name })} />
      </div>
      <div class="row wrap">
        <Copy text={link} label={t("copy")} />
      </div>
    </div>
  );
}

/** A link for everybody who has none, in one file for a mail program. */
export function LinksForAll(props: {
  season: Season;
  community: string;
  people: number;
  shut: () => void;
}): JSX.Element {
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState("");
  const [failed, setFailed] = useState<{ says: string }>();
  const make = async () => {
    if (busy) return;
    setBusy(true);
    const got = await props.season.links(props.community);
    setBusy(false);
    setFailed(got.ok ? undefined : got);
    if (!got.ok) return;
    save(got.value);
    setSaved(got.value.name);
  };
  return (
    <Sheet title={t("links_all_title")} shut={props.shut}>
      <div class="stack form">
        <p class="soft">{t("links_all_text", { n: props.people })}</p>
        <p class="soft">{t("links_all_care")}</p>
        <p role="status">
          {saved && (
            <span class="banner ok">
              <Lock />
              {t("saved_as", { name: saved })}
            </span>
          )}
        </p>
        {failed && <Trouble what={t("fail_link")} says={failed.says} safe={t("safe")} />}
        {!saved && (
          <div class="row wrap">
            <button type="button" class="btn main" aria-busy={busy} onClick={() => void make()}>
              {busy ? t("busy") : t("links_all_now", { n: props.people })}
            </button>
            <button type="button" class="btn bare" onClick={props.shut}>
              {t("back_home")}
            </button>
          </div>
        )}
      </div>
    </Sheet>
  );
}
