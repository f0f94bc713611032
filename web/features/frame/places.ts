import { BriefcaseBusiness, FolderSearch, type LucideIcon, Scale, UsersRound } from "lucide-react";

/** The main places, in the order of a first visit. A place is current for every page below it. */
export const places = [
  { key: "projects", href: "/projects", icon: FolderSearch },
  { key: "work", href: "/agreements", icon: BriefcaseBusiness },
  { key: "court", href: "/court", icon: Scale, also: "/cases" },
  { key: "people", href: "/people", icon: UsersRound },
] as const satisfies readonly { key: string; href: string; icon: LucideIcon; also?: string }[];

const isWithin = (pathname: string, href: string): boolean => pathname === href || pathname.startsWith(`${href}/`);

export const isAt = (pathname: string, place: { href: string; also?: string }): boolean =>
  isWithin(pathname, place.href) || (place.also !== undefined && isWithin(pathname, place.also));
