import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { Bell, Check } from "../lib/icons";
import { give } from "../phone/late/files";
import { ask, calendar, type Mine, type Told } from "./asking";
import { drop } from "./kept";
import { t } from "./words";

/** How one person stands, and what they can do about it. */
export function Own({ link, told, done }: { link: string; told: Told; done: (told: Told) => void }): JSX.Element {
  const { page } = told;
  const mine = told.mine as Mine;
  const asking = useSignal(false);
  const trouble = useSignal("");
  const copied = useSignal(false);
  const byHand = useSignal(false);
  const address = `${location.origin}/register#${page.id}.${link}`;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      copied.value = true;
    } catch {
      byHand.value = true;
    }
  };
  const toCalendar = async () => {
    const got = await calendar(link);
    if ("file" in got) give("meetings.ics", "text/calendar;charset=utf-8", got.file);
    trouble.value = "file" in got ? "" : got.says || t("nobody");
  };
  const claim = async () => {
    const got = await ask("claim", { key: link });
    trouble.value = "page" in got ? "" : got.says || t("nobody");
    if ("page" in got) done(got);
  };
  const cancel = async () => {
    const got = await ask("cancel", { key: link });
    trouble.value = "page" in got ? "" : got.says || t("nobody");
    if (!("page" in got)) return;
    asking.value = false;
    done(got);
    drop(page.id, link);
  };
  if (mine.state === "cancelled")
    return (
      <section class="own gone" role="status">
        <h2 class="ask">{t("gone")}</h2>
        <p>{t("gone_text")}</p>
      </section>
    );
  const opened = mine.state === "interested" && page.becomes !== "interested" ? page.becomes : "";
  const isIn = mine.state === "in";
  const Sign = isIn ? Check : Bell;
  return (
    <section class={`own ${mine.state}`}>
      <div role="status">
        <p class="state">
          <Sign />
          <span>{t(`state_${mine.state}`)}</span>
        </p>
        <h2 class="ask" dir="auto">
          {t(`hello_${mine.state}`, { name: mine.name, n: mine.number })}
        </h2>
        <p>{t(opened ? `opened_${opened}` : `next_${mine.state}${mine.mail ? "" : "_no_mail"}`)}</p>
      </div>
      {trouble.value && (
        <p class="trouble" role="alert">
          {trouble.value}
        </p>
      )}
      <div class="acts">
        {opened && (
          <button type="button" class="btn main" onClick={() => void claim()}>
            {t(`do_${opened}`)}
          </button>
        )}
        {isIn && page.dates.some((one) => one.starts_at !== null) && (
          <button type="button" class="btn main" onClick={() => void toCalendar()}>
            {t("to_calendar")}
          </button>
        )}
        <button type="button" class="btn" onClick={() => void copy()}>
          <span aria-live="polite">{t(copied.value ? "copied" : "copy")}</span>
        </button>
        {!asking.value && (
          <button
            type="button"
            class="btn bare"
            onClick={() => {
              asking.value = true;
            }}
          >
            {t(isIn ? "cancel" : "cancel_other")}
          </button>
        )}
      </div>
      {byHand.value && (
        <label class="field">
          {t("by_hand")}
          <input readOnly value={address} onFocus={(event) => event.currentTarget.select()} />
        </label>
      )}
      <p class="small soft">{t(mine.mail ? "own_link_mail" : "own_link")}</p>
      {asking.value && (
        <section class="sure" aria-label={t("sure")}>
          <p>
            <b>{t("sure")}</b> {t(isIn ? "sure_in" : "sure_other")}
          </p>
          <div class="acts">
            <button type="button" class="btn" onClick={() => void cancel()}>
              {t("sure_yes")}
            </button>
            <button
              type="button"
              class="btn main"
              ref={(button) => button?.focus()}
              onClick={() => {
                asking.value = false;
              }}
            >
              {t("sure_no")}
            </button>
          </div>
        </section>
      )}
    </section>
  );
}
