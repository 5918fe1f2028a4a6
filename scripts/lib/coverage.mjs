import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { StepFailed } from './progress.mjs'
import { packageProgram, root, run } from './run.mjs'

/** Folder in which every run of the suites stores V8's coverage. */
export const coverageFolder = join(root, 'coverage/raw')

/** Least percentage of branches by part of the tree. */
const PARTS = [
  { title: 'domain and application', folders: ['domain', 'application'], branches: 95 },
  { title: 'the rest', folders: ['infrastructure', 'adapters', 'composition'], branches: 80 },
]

/** The web client runs in a browser; its own suite drives it there. An index.ts is a generated list. */
const NOT_COUNTED = ['**/index.ts', 'adapters/inbound/web/**']

/** Sources without code: c8 would count each as one branch that was not taken. */
function typesOnly(folders) {
  return folders.flatMap((folder) =>
    readdirSync(join(root, 'dist', folder), { recursive: true })
      .filter((file) => file.endsWith('.js'))
      .filter((file) => /^(\/\/# .*\s*)?$/.test(readFileSync(join(root, 'dist', folder, file), 'utf8')))
      .map((file) => `${folder}/${file.replace(/\.js$/, '.ts')}`),
  )
}

async function branchesOf({ title, folders, branches }) {
  const args = ['report', '--temp-directory', coverageFolder, '--all', '--exclude-after-remap', '--extension', '.ts']
  const scope = [
    ...folders.flatMap((folder) => ['--include', `${folder}/**`]),
    ...[...NOT_COUNTED, ...typesOnly(folders)].flatMap((pattern) => ['--exclude', pattern]),
  ]
  const limits = [
    '--check-coverage',
    '--branches',
    String(branches),
    '--lines',
    '0',
    '--functions',
    '0',
    '--statements',
    '0',
  ]
  const reports = ['--reporter', 'text', '--reporter', 'text-summary', '--reports-dir', join(root, 'coverage', title)]
  const { code, output } = await run(packageProgram('c8'), [...args, ...scope, ...limits, ...reports], { quiet: true })
  const reached = /Branches\s*:\s*([\d.]+)%/.exec(output)?.[1]
  if (code !== 0 || reached === undefined) throw new StepFailed(output)
  return `${title} ${reached} %`
}

/** Fails when the branches that the suites went through are too few, and shows which files lack them. */
export async function checkCoverage() {
  const notes = await Promise.all(PARTS.map(branchesOf))
  return `branches: ${notes.join(', ')}`
}
