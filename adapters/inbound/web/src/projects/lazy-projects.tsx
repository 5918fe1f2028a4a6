import { lazyPage } from '../ui/lazy-page.js'

/** The list of projects; its script comes with the first look at it. */
export const Projects = lazyPage<object>(async () => (await import('./projects-page.js')).ProjectsPage)

/** One project's plan and files. */
export const Project = lazyPage<{ readonly id: string }>(async () => (await import('./project-page.js')).ProjectPage)
