import { EMPTY_PROJECT_REGISTRY, type ProjectRegistry } from '../../domain/projects/project.js'
import { describeStateStore } from './state-store.contract.js'

const project = { displayName: 'Größe ☕', path: '/work/größe', pinned: false }

/** Suite of every registry of projects. */
export const describeProjectStore = describeStateStore<ProjectRegistry>('ProjectStore', {
  fresh: EMPTY_PROJECT_REGISTRY,
  adding: (records, id) => ({ ...records, projects: [...records.projects, { ...project, id, path: `/work/${id}` }] }),
  ids: ({ projects }) => projects.map(({ id }) => id),
  full: {
    projects: [
      { ...project, id: 'z z' },
      { ...project, id: 'a', path: '/work/a', pinned: true },
    ],
    hidden: ['/work/gone', '/work/older'],
  },
})
