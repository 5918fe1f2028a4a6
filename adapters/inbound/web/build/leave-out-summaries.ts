import type { Plugin } from 'vite'

const ROUTES = /\/adapters\/inbound\/http\/.*\.ts$/
const SUMMARY = /^(\s+summary:)\s+(['"]).*\2,$/gm

/** Leaves the descriptions of routes out of the client, which takes their paths and codecs alone. */
export const leaveOutSummaries = (): Plugin => ({
  name: 'penates:leave-out-summaries',
  enforce: 'pre',
  transform: (code, id) => (ROUTES.test(id) ? { code: code.replace(SUMMARY, "$1 '',"), map: null } : null),
})
