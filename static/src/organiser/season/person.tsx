import type { JSX } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { can } from "../account/me";
import { Trouble } from "../pieces";
import { Erase } from "./erase";
import type { Details, Person, Season } from "./season";
import { Sheet } from "./sheet";
import { t } from "./words";

const NOBODY: Details = { name: "", email: "", role: "", organisation: "", place: "", contact: false };
const LINES = [
  { name: "role", most: 120, type: "text" },
  { name: "organisation", most: 120, type: "text" },
  { name: "place", most: 120, type: "text" },
  { name: "email", most: 254, type: "email" },
] as const;

/** Somebody new, or somebody to change. After one was added there is room for the next. */
export function PersonSheet(props: {
  season: Season;
  community: string;
  person: Person | undefined;
  roles: readonly string[];
  /** everybody else, should one of them be the same person */
  others: readonly Person[];
  same: (other: Person) => void;
  done: () => void;
  shut: () => void;
}): JSX.Element {
  const { season, person } = props;
  const [details, setDetails] = useState<Details>(person ? only(person) : NOBODY);
  const [busy, setBusy] = useState(false);
  const [added, setAdded] = useState(0);
  const [failed, setFailed] = useState<{ says: string }>();
  const [erased, setErased] = useState("");
  const first = useRef<HTMLInputElement>(null);
  const roles = useId();
  const set = (name: keyof Details, to: string | boolean) => setDetails({ ...details, [name]: to });
  const keep = async (event: Event) => {
    event.preventDefault();
    if (busy || !details.name.trim()) return;
    setBusy(true);
    const kept = person ? await season.edit(person.id, details) : await season.add(props.community, details);
    setBusy(false);
    setFailed(kept.ok ? undefined : kept);
    if (!kept.ok) return;
    props.done();
    if (person) props.shut();
    else {
      setAdded(added + 1);
      setDetails(NOBODY);
      first.current?.focus();
    }
  };
  const part = async () => {
    if (!person) return;
    const gone = await season.part(person.id, true);
    setFailed(gone.ok ? undefined : gone);
    if (!gone.ok) return;
    props.done();
    props.shut();
  };
  if (erased)
    return (
      <Sheet title={t("edit_whom", { name: details.name })} shut={props.shut}>
        <p role="status">{erased}</p>
        <p>
          <button type="button" class="btn" onClick={props.shut}>
            {t("shut")}
          </button>
        </p>
      </Sheet>
    );
  return (
    <Sheet title={person ? t("edit_whom", { name: person.name }) : t("person_new")} shut={props.shut}>
      <form class="stack form" onSubmit={keep}>
        <label class="field">
          {t("person_name")}
          <input
            ref={first}
            value={details.name}
            maxLength={60}
            required
            onInput={(event) => set("name", event.currentTarget.value)}
          />
        </label>
        {LINES.map(({ name, most, type }) => (
          <label key={name} class="field">
            <span>
              {t(`person_${name}`)} <span class="optional soft">{t("optional")}</span>
            </span>
            <input
              type={type}
              value={details[name]}
              maxLength={most}
              {...(name === "role" && { list: roles })}
              onInput={(event) => set(name, event.currentTarget.value)}
            />
            {name === "role" && <small>{t("role_hint")}</small>}
          </label>
        ))}
        <datalist id={roles}>
          {props.roles.map((role) => (
            <option key={role} value={role} />
          ))}
        </datalist>
        <label class="check">
          <input
            type="checkbox"
            checked={details.contact}
            onChange={(event) => set("contact", event.currentTarget.checked)}
          />
          {t("contact")}
        </label>
        {failed && <Trouble what={t("fail_keep")} says={failed.says} safe={t("safe_form")} />}
        <p class="soft" role="status">
          {added > 0 && !failed && t("add_next")}
        </p>
        <div class="row wrap">
          <button type="submit" class="btn main" disabled={!details.name.trim()} aria-busy={busy}>
            {busy ? t("busy") : t(person ? "keep" : "add_now")}
          </button>
          <button type="button" class="btn bare" onClick={props.shut}>
            {t(person ? "cancel" : "shut")}
          </button>
        </div>
        {person && props.others.length > 0 && (
          <div class="parting">
            <Same others={props.others} same={props.same} />
          </div>
        )}
        {person && (
          <div class="parting">
            <p class="small soft">{t("goes_text")}</p>
            <button type="button" class="btn" onClick={() => void part()}>
              {t("goes", { name: person.name })}
            </button>
          </div>
        )}
        {person && can("erase") && (
          <Erase
            keeper={season.keeper}
            id={person.id}
            name={person.name}
            done={(said) => {
              setErased(said);
              props.done();
            }}
          />
        )}
      </form>
    </Sheet>
  );
}

/** For those whose name or address tells nobody that they are in the list twice. */
function Same(props: { others: readonly Person[]; same: (other: Person) => void }): JSX.Element {
  return (
    <label class="field">
      {t("same_as")}
      <select
        value=""
        onChange={(event) => {
          const other = props.others.find((one) => one.id === event.currentTarget.value);
          if (other) props.same(other);
        }}
      >
        <option value="">{t("same_choose")}</option>
        {props.others.map((one) => (
          <option key={one.id} value={one.id}>
            {[one.name, one.email].filter(Boolean).join(", ")}
          </option>
        ))}
      </select>
      <small>{t("same_hint")}</small>
    </label>
  );
}

function only({ name, email, role, organisation, place, contact }: Person): Details {
  return { name, email, role, organisation, place, contact };
}
