import { clientProjects } from '../hub/client-projects.js'
import { toHub } from '../state/the-hub.js'

/** Projects of the hub that served this page. */
export const projectsHub = clientProjects(toHub)
