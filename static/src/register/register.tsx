import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Mark } from "../lib/icons";
import { Page } from "../phone/page";
import { type About, ask, type Told } from "./asking";
import { Form } from "./form";
import { keep, keysOf } from "./kept";
import { Own } from "./own";
import { t, when } from "./words";

interface Held {
  readonly key: string;
  readonly told: Told;
}

/** The page to register on: what it is, how those stand who registered with this device, and the form. */
export function Register({ page, given }: { page: string; given: string }): JSX.Element {
  const about = useSignal<About | null>(null);
  const held = useSignal<readonly Held[]>([]);
  const another = useSignal(false);
  const trouble = useSignal("");
  const look = async () => {
    trouble.value = "";
    if (given) keep(page, given);
    const keys = keysOf(page);
    const answers = await Promise.all([ask("look", { page }), ...keys.map((key) => ask("mine", { key }))]);
    const [looked, ...mine] = answers;
    if (!looked || !("page" in looked)) {
      trouble.value = looked?.says || t("nobody");
      return;
    }
    about.value = looked.page;
    held.value = keys.flatMap((key, at) => {
      const told = mine[at];
      const cancelled = told && "page" in told && told.mine?.state === "cancelled";
      return told && "page" in told && (!cancelled || key === given) ? [{ key, told }] : [];
    });
  };
  useEffect(() => {
    if (page) void look();
  }, []);
  const one = about.value;
  if (!page || (trouble.value && !one))
    return (
      <Page
        name="register"
        head={<Mark />}
        foot={
          page && (
            <button type="button" class="btn main" onClick={() => void look()}>
              {t("again")}
            </button>
          )
        }
      >
        <h1 class="ask">{t(page ? "no_page" : "no_link")}</h1>
        <p role="alert">{trouble.value || t("no_link_do")}</p>
      </Page>
    );
  if (!one)
    return (
      <Page name="register" head={<Mark />}>
        <p class="soft" role="status">
          {t("looking")}
        </p>
      </Page>
    );
  const told = (key: string, now: Told) => {
    keep(page, key);
    about.value = now.page;
    held.value = [...held.value.filter((mine) => mine.key !== key), { key, told: now }];
    another.value = false;
    scrollTo(0, 0);
  };
  const here = held.value.some((mine) => mine.told.mine?.state !== "cancelled");
  const writes = !here || another.value;
  return (
    <Page name="register" head={<Mark />}>
      {held.value.map(({ key, told: mine }) => (
        <Own key={key} link={key} told={mine} done={(now) => told(key, now)} />
      ))}
      <What about={one} />
      {writes ? (
        <Form about={one} more={here} done={told} />
      ) : (
        <p>
          <button
            type="button"
            class="btn bare"
            onClick={() => {
              another.value = true;
            }}
          >
            {t("another")}
          </button>
        </p>
      )}
    </Page>
  );
}

/** What it is, when, and how many places are left. */
function What({ about }: { about: About }): JSX.Element {
  const { opens_at, closes_at, zone, dates } = about;
  return (
    <>
      <div>
        <p class="soft" dir="auto">
          {about.community}
        </p>
        <h1 class="ask" dir="auto">
          {about.title}
        </h1>
      </div>
      {about.about && (
        <p class="said" dir="auto">
          {about.about}
        </p>
      )}
      {dates.length > 0 && (
        <section>
          <h2>{t(dates.length > 1 ? "meetings" : "meeting")}</h2>
          <ol class="dates">
            {dates.map((one, at) => (
              <li key={at}>
                <b dir="auto">{one.title}</b>
                {one.starts_at === null ? <span>{t("no_date")}</span> : <When at={one.starts_at} zone={one.zone} />}
                {one.place ? <span dir="auto">{one.place}</span> : one.online && <span>{t("online")}</span>}
              </li>
            ))}
          </ol>
        </section>
      )}
      <ul class="facts">
        <li>{about.stand === "open" ? <b>{places(about)}</b> : <b>{t(`stand_${about.stand}`)}</b>}</li>
        {about.stand === "before" && opens_at !== null && (
          <Fact label={t("opens")}>
            <When at={opens_at} zone={zone} />
          </Fact>
        )}
        {closes_at !== null && about.stand !== "over" && (
          <Fact label={t(about.stand === "closed" ? "closed" : "closes")}>
            <When at={closes_at} zone={zone} />
          </Fact>
        )}
      </ul>
    </>
  );
}

function places({ free, waiting }: About): string {
  if (free === null) return t("room");
  if (free > 0 && !waiting) return t("free", { n: free });
  return waiting ? t("full_waiting", { n: waiting }) : t("full");
}

function Fact({ label, children }: { label: string; children: ComponentChildren }): JSX.Element {
  return (
    <li>
      <span class="soft">{label}</span> {children}
    </li>
  );
}

function When({ at, zone }: { at: number; zone: string }): JSX.Element {
  const { there, here } = when(at, zone);
  return (
    <span class="num">
      {there}
      {here && <small class="soft"> {here}</small>}
    </span>
  );
}
