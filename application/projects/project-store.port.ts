import type { ProjectRegistry } from '../../domain/projects/project.js'
import type { StateStore } from '../shared/state-store.port.js'

/** Registered projects. */
export type ProjectStore = StateStore<ProjectRegistry>
