import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Desk } from "../../desk";
import { To, Trouble, useAsked } from "../../pieces";
import { go } from "../../place";
import { Frame } from "../frame";
import { type Page, type Pages, Registrations } from "./asking";
import { PageSheet } from "./form";
import { t } from "./words";

/** Every page of a community on which people register. */
export function RegistrationPages({ desk, id }: { desk: Desk; id: string }): JSX.Element {
  const registrations = new Registrations(desk);
  const { value, failed, again } = useAsked<Pages>(() => registrations.all(id), id, 30_000);
  const [making, make] = useState(false);
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
  const { pages } = value;
  return (
    <Frame id={id} name={value.name} at="registration">
      {pages.length === 0 && (
        <div class="slim">
          <h2>{t("empty")}</h2>
          <p class="soft">{t("empty_text")}</p>
        </div>
      )}
      <p>
        <button type="button" class={pages.length ? "btn" : "btn main"} onClick={() => make(true)}>
          {t(pages.length ? "make_another" : "make")}
        </button>
      </p>
      {pages.length > 0 && (
        <ul class="regpages">
          {pages.map((page) => (
            <li key={page.id} class="card">
              <h2>
                <To place={{ page: "registration", id, of: page.id }}>
                  <bdi>{page.title}</bdi>
                </To>
              </h2>
              <p class="row wrap">
                <Stand page={page} />
                <span>{taken(page)}</span>
              </p>
              {(page.waiting > 0 || page.interested > 0) && (
                <p class="soft">
                  {[
                    page.waiting && t("wait_n", { n: page.waiting }),
                    page.interested && t("like_n", { n: page.interested }),
                  ]
                    .filter(Boolean)
                    .join(", ")}
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
      {making && (
        <PageSheet
          series={value.series}
          page={undefined}
          keep={async (said) => {
            const made = await registrations.make(id, said);
            if (made.ok) go({ page: "registration", id, of: made.value.id });
            return made;
          }}
          shut={() => make(false)}
        />
      )}
    </Frame>
  );
}

export function Stand({ page }: { page: Page }): JSX.Element {
  return <span class={page.stand === "open" ? "badge ok" : "badge"}>{t(`stand_${page.stand}`)}</span>;
}

/** "12 of 25 places taken". */
export function taken({ inside, capacity }: Page): string {
  if (capacity === null && !inside) return t("taken_none");
  return capacity === null ? t("taken", { n: inside }) : t("taken_of", { n: inside, of: capacity });
}
