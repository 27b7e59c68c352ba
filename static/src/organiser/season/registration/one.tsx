import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Qr, useDrawing } from "../../../lib/qr";
import { and } from "../../../lib/words";
import type { Desk } from "../../desk";
import { Copy, To, Trouble, useAsked } from "../../pieces";
import { go } from "../../place";
import { save } from "../files";
import { Frame } from "../frame";
import { Season } from "../season";
import { Sheet } from "../sheet";
import { when } from "../words";
import { listOf, type Page, type Pages, type Registered, type Registrant, Registrations } from "./asking";
import { PageSheet } from "./form";
import { Stand, taken } from "./list";
import { People } from "./people";
import { t } from "./words";

/** One page to register on: its link, how many are there, and everybody who registered. */
export function RegistrationPage({ desk, id, of }: { desk: Desk; id: string; of: string }): JSX.Element {
  const registrations = new Registrations(desk);
  const { value, failed, again } = useAsked<Registered>(() => registrations.look(of), of, 15_000);
  const [wrong, setWrong] = useState<{ says: string }>();
  const [done, setDone] = useState("");
  const [changing, setChanging] = useState<Pages>();
  const [out, takeOut] = useState<Registrant>();
  if (!value)
    return (
      <main class="home">
        <h1 class="unseen">{t("registration")}</h1>
        {failed ? (
          <Trouble what={t("fail_look")} says={failed.says} safe={t("safe")} again={again} />
        ) : (
          <p class="soft" role="status">
            {t("loading")}
          </p>
        )}
      </main>
    );
  const { page, people } = value;
  const after = (got: { ok: boolean; says?: string }, says: string) => {
    setWrong(got.ok ? undefined : { says: got.says ?? "" });
    setDone(got.ok ? says : "");
    if (got.ok) again();
  };
  const up = (names: readonly string[]) => (names.length ? t("up", { names: and(names) }) : "");
  const give = async (whom: Registrant) => {
    const got = await registrations.move(whom.id, "in", page.id);
    after(got, t(value.mail && whom.email ? "given_told" : "given", { name: whom.name }));
  };
  const back = async (whom: Registrant) => after(await registrations.move(whom.id, "waiting", page.id), "");
  const tell = async (whom: Registrant) => after(await registrations.told(whom.id), "");
  const shut = async (open: boolean) => after(await registrations.shut(page.id, open), t(open ? "opened" : "shut_now"));
  const invite = async () => {
    const got = await registrations.invite(page.id);
    after(got, got.ok ? t("invited", { n: got.value.written }) : "");
  };
  const takeAway = async () => {
    const got = await new Season(desk).file(listOf(page.id));
    setWrong(got.ok ? undefined : got);
    if (got.ok) save(got.value);
  };
  const change = async () => {
    const got = await registrations.all(id);
    setWrong(got.ok ? undefined : got);
    if (got.ok) setChanging(got.value);
  };
  const inside = people.filter((one) => one.state === "in");
  const untold = inside.filter((one) => one.untold);
  const isOpen = page.stand === "open";
  return (
    <Frame id={id} name={value.name} at="registration">
      <p>
        <To class="regback" place={{ page: "registration", id, of: "" }}>
          {t("all_pages")}
        </To>
      </p>
      <div class="regone">
        <div class="stack">
          <h2>
            <bdi>{page.title}</bdi>
          </h2>
          <p class="row wrap">
            <Stand page={page} />
            <span>{taken(page)}</span>
          </p>
          <Dates page={page} />
          <div class="row wrap">
            <Copy text={page.link} label={t("copy")} />
            {page.stand !== "over" && (
              <button type="button" class="btn" onClick={() => void shut(!isOpen)}>
                {t(isOpen ? "close_now" : "open_now")}
              </button>
            )}
            <button type="button" class="btn" onClick={() => void change()}>
              {t("change")}
            </button>
            {value.mail && isOpen && page.interested + value.elsewhere.length > 0 && (
              <button type="button" class="btn" onClick={() => void invite()}>
                {t("invite")}
              </button>
            )}
            {people.length > 0 && (
              <button type="button" class="btn" onClick={() => void takeAway()}>
                {t("take")}
              </button>
            )}
          </div>
          <p class="soft small">{t(value.mail ? "mail_on" : "mail_off")}</p>
          <p role="status">{done}</p>
        </div>
        <Poster link={page.link} token={registrations.token} />
      </div>
      {wrong && <Trouble what={t("fail_keep")} says={wrong.says} safe={t("safe")} />}
      {untold.length > 0 && (
        <section class="banner untold">
          <div class="stack">
            <h3>{t("untold", { n: untold.length })}</h3>
            <ul>
              {untold.map((one) => (
                <li key={one.id} class="row wrap">
                  <bdi>{one.name}</bdi>
                  <span class="soft">{one.email || t("no_address")}</span>
                  <button
                    type="button"
                    class="btn"
                    aria-label={t("told_whom", { name: one.name })}
                    onClick={() => void tell(one)}
                  >
                    {t("told")}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        </section>
      )}
      {people.length + value.elsewhere.length === 0 && (
        <div>
          <h3>{t("nobody")}</h3>
          <p class="soft">{t(isOpen ? "nobody_text" : "nobody_closed")}</p>
        </div>
      )}
      <People
        title={t("in_n", { n: inside.length })}
        note={
          page.capacity !== null && inside.length > page.capacity
            ? t("over", { n: inside.length - page.capacity })
            : undefined
        }
        people={inside}
        back={page.capacity !== null && inside.length > page.capacity ? back : undefined}
        out={takeOut}
      />
      <People
        title={t("waiting_n", { n: page.waiting })}
        people={people.filter((one) => one.state === "waiting")}
        give={give}
        out={takeOut}
      />
      <People
        title={t("interested_n", { n: page.interested })}
        people={people.filter((one) => one.state === "interested")}
        give={give}
        out={takeOut}
      />
      <People
        title={t("elsewhere_n", { n: value.elsewhere.length })}
        note={t("elsewhere_text")}
        people={value.elsewhere}
        give={give}
      />
      {out && (
        <Sheet title={t("out_whom", { name: out.name })} shut={() => takeOut(undefined)}>
          <div class="stack form">
            <p>{t(out.state === "in" ? "out_in" : "out_text")}</p>
            <div class="row wrap">
              <button
                type="button"
                class="btn main"
                onClick={async () => {
                  const got = await registrations.out(out.id);
                  takeOut(undefined);
                  after(got, got.ok ? up(got.value.up) || t("out_done", { name: out.name }) : "");
                }}
              >
                {t("out_now")}
              </button>
              <button type="button" class="btn bare" onClick={() => takeOut(undefined)}>
                {t("cancel")}
              </button>
            </div>
          </div>
        </Sheet>
      )}
      {changing && (
        <PageSheet
          series={changing.series}
          page={page}
          keep={async (said) => {
            const kept = await registrations.change(page.id, said);
            if (kept.ok) {
              setChanging(undefined);
              after(kept, up(kept.value.up));
            }
            return kept;
          }}
          drop={async () => {
            const got = await registrations.drop(page.id);
            setChanging(undefined);
            if (got.ok) go({ page: "registration", id, of: "" });
            else setWrong(got);
          }}
          shut={() => setChanging(undefined)}
        />
      )}
    </Frame>
  );
}

function Dates({ page }: { page: Page }): JSX.Element | null {
  const lines = [
    page.stand === "before" && t("opens_at", { when: when(page.opens) }),
    page.closes.day && t(page.stand === "closed" ? "closed_at" : "closes_at", { when: when(page.closes) }),
  ].filter(Boolean);
  return lines.length ? <p class="soft">{lines.join(". ")}</p> : null;
}

function Poster({ link, token }: { link: string; token: string }): JSX.Element {
  const drawn = useDrawing(link, token);
  return (
    <div class="poster" data-theme="light">
      <Qr drawn={drawn} label={t("qr")} />
    </div>
  );
}
