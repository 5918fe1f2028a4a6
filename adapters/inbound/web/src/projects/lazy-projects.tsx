import { lazyPage } from '../ui/lazy-page.js'

/** List of projects. Its script is loaded on first use. */
export const Projects = lazyPage<object>(async () => (await import('./projects-page.js')).ProjectsPage)

/** Plan and files of one project. Its script is loaded on first use. */
export const Project = lazyPage<{ readonly id: string }>(async () => (await import('./project-page.js')).ProjectPage)
