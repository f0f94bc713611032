import { prose } from "../prose.ts";

export type Part = "admin" | "client" | "developer" | "arbiter" | "newcomer";

/** `index` is the account of the local chain's test mnemonic. `purpose` says what signing in as this person shows. */
export type Character = {
  index: number;
  handle: string;
  name: string;
  role: Part;
  purpose: string;
  headline: string;
  bio: string;
  location: string;
  timeZone: string;
  skills: string[];
  links: string[];
  availableHours: number;
};

export const theAdmin: Character = {
  index: 0,
  handle: "wanjiru",
  name: "Wanjirũ Kamau",
  role: "admin",
  purpose: "first admin; watches over the hall and takes no work",
  headline: "Keeps the hall in order",
  bio: prose`
    I ran the dispute desk of a freelancers' union in Nairobi for eleven years. Most quarrels there were about a
    sentence that nobody had written down. Here I look after the rules, answer questions about them, and touch no one's
    money, because the contracts do not let me.`,
  location: "Nairobi, Kenya",
  timeZone: "Africa/Nairobi",
  skills: ["mediation", "policy"],
  links: [],
  availableHours: 0,
};

export const theNewcomer: Character = {
  index: 29,
  handle: "newcomer",
  name: "A newcomer",
  role: "newcomer",
  purpose: "never signed in; begin here to see what a new person sees",
  headline: "",
  bio: "",
  location: "",
  timeZone: "",
  skills: [],
  links: [],
  availableHours: 0,
};
