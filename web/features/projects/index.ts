export { ProjectFacts } from "./project-facts.tsx";
export { ProjectFilter } from "./project-filter.tsx";
export { ProjectHeading } from "./project-heading.tsx";
export { ProjectList } from "./project-list.tsx";
export { ProjectTabs } from "./project-tabs.tsx";
export { type ProjectFilter as ProjectFilterChoice, projectQuery, projectsQuery } from "./queries.ts";
