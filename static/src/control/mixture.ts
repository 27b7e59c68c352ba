import type { Mixture } from "../lib/wire";
import { say } from "./words";

/** An ask by its name, as a person writes it: "job_title" is "Job title". */
export const titled = (name: string): string => {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** How well groups came out, one short sentence for each wish that can be judged. */
export function mixtureSays(mixture: Mixture): string[] {
  const said: string[] = [];
  if (mixture.of) {
    if (!mixture.again) said.push(say("all_new"));
    else if (mixture.new === mixture.of) said.push(say("each_new"), say("meet_again", { n: mixture.again }));
    else said.push(say("some_new", { n: mixture.new, of: mixture.of }), say("meet_again", { n: mixture.again }));
  }
  for (const { name, well, of } of mixture.mixed_by) {
    const what = name ? titled(name) : say("organisations");
    const left = of - well;
    said.push(left ? say("mixed_but", { what, n: left }) : say("mixed_all", { what }));
  }
  for (const how of ["apart", "together"] as const) {
    const [kept, all] = [mixture[how], mixture[`of_${how}`]];
    if (all) said.push(kept === all ? say(`kept_${how}`) : say(`kept_${how}_some`, { n: all - kept }));
  }
  return said;
}
