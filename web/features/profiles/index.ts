export { PeopleFilter } from "./people-filter.tsx";
export { PeopleList } from "./people-list.tsx";
export { PostedProjects } from "./posted-projects.tsx";
export { ProfileView } from "./profile-view.tsx";
export { type PeopleFilter as PeopleFilterChoice, peopleQuery, profileQuery, workOfQuery } from "./queries.ts";
