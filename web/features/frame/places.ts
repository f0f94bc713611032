import { BriefcaseBusiness, FolderSearch, type LucideIcon, Scale, UsersRound } from "lucide-react";

/** The main places, in the order of a first visit. A place is current for every page below it. */
export const places = [
  { key: "projects", href: "/projects", icon: FolderSearch },
  { key: "work", href: "/agreements", icon: BriefcaseBusiness },
  { key: "court", href: "/cases", icon: Scale },
  { key: "people", href: "/people", icon: UsersRound },
] as const satisfies readonly { key: string; href: string; icon: LucideIcon }[];

export const isWithin = (pathname: string, href: string): boolean => pathname === href || pathname.startsWith(`${href}/`);
