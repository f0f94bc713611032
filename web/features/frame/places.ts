import type { IconName } from "#web/ui/icon-names.ts";

/** The main places, in the order of a first visit. A place is current for every page below it. */
export const places = [
  { key: "projects", href: "/projects", icon: "folder-search" },
  { key: "work", href: "/agreements", icon: "briefcase-business" },
  { key: "court", href: "/court", icon: "scale", also: "/cases" },
  { key: "people", href: "/people", icon: "users-round" },
] as const satisfies readonly { key: string; href: string; icon: IconName; also?: string }[];

const isWithin = (pathname: string, href: string): boolean => pathname === href || pathname.startsWith(`${href}/`);

export const isAt = (pathname: string, place: { href: string; also?: string }): boolean =>
  isWithin(pathname, place.href) || (place.also !== undefined && isWithin(pathname, place.also));
