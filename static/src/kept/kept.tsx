import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { post } from "../lib/http";
import { Mark } from "../lib/icons";
import type { Door } from "../lib/wire";
import { wordsOf } from "../lib/words";
import rights from "../me/rights.json";
import { howLong } from "../me/staying";
import { Page } from "../phone/page";
import words from "./en.json";

const t = wordsOf(words);
const told = wordsOf(rights);

/** What is kept of those who join with this code, who reads it and how long: asked before one takes a seat. */
export function KeptPage({ code }: { code: string }): JSX.Element {
  const door = useSignal<Door | null>(null);
  useEffect(() => {
    if (code)
      void post("/api/door", { code }, { wait: 10_000 }).then((answer) => {
        if (answer?.ok) door.value = answer as unknown as Door;
      });
  }, []);
  return (
    <Page name="kept" head={<Mark />}>
      <h1 class="ask">{told("what")}</h1>
      <ul class="says">
        <li>{told("what_kept")}</li>
        <li>{told("what_reads")}</li>
        <li>{door.value ? howLong(door.value.days) : t("how_long")}</li>
        <li>{t("yours")}</li>
        <li>{t("pass")}</li>
      </ul>
      <p class="soft">{t("back")}</p>
    </Page>
  );
}
