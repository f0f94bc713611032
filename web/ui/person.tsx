import type { Person } from "#core/features/profiles.ts";
import { Address } from "./address.tsx";

/** Where a person's page is: by handle when they have one, since people read it. */
export const profileHref = ({ address, handle }: Pick<Person, "address" | "handle">): string => `/people/${handle ?? address}`;

/** A person wherever somebody else's page mentions them. */
export const PersonLink = ({
  person,
  size = "sm",
  picture = true,
}: {
  person: Person;
  size?: "sm" | "md" | "lg";
  picture?: boolean;
}) => <Address address={person.address} name={person.name} href={profileHref(person)} size={size} picture={picture} />;
