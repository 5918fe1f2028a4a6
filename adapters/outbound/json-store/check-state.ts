import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Finding, Prerequisite } from '../../../application/doctor/prerequisite.port.js'
import { APPROVALS_FOLDER } from './approval-store.json-store.js'
import { approvalRulesSpec } from './approval-rules.json-store.js'
import { bootMarkSpec } from './boot-mark.json-store.js'
import { budgetStoreSpec } from './budget-store.json-store.js'
import { boardSpec } from './card-store.json-store.js'
import { finishJournalSpec } from './finish-journal.json-store.js'
import { numbered, type JournaledSpec } from './journaled-store.js'
import { journalCopyOf, journalOf, readJournal, replay } from './state-journal.js'
import { lastGoodCopyOf, readContent, type Content } from './read-state.js'
import { errorCode, errorText } from '../../../infrastructure/files/disk.js'
import type { JsonStoreSpec } from './json-store.js'
import { lastReportsSpec } from './last-reports.json-store.js'
import { namedTokensSpec } from './named-tokens.json-store.js'
import { projectStoreSpec } from './project-store.json-store.js'
import { schedulesSpec } from './schedule-store.json-store.js'
import { promptTemplatesSpec } from './template-store.json-store.js'
import { promptQueuesSpec } from './prompt-queue-store.json-store.js'
import { pushPlanSpec } from './push-plan.json-store.js'
import { pushSubscriptionsSpec } from './push-subscriptions.json-store.js'
import { resumesSpec } from './resume-store.json-store.js'
import { sessionRecordStoreSpec } from './session-record-store.json-store.js'
import { sessionTokensSpec } from './session-tokens.json-store.js'
import { settingsSpec } from './settings-store.json-store.js'
import type { StateFolder } from './state-folder.js'
import { webhookStoreSpec } from './webhook-store.json-store.js'
import { vapidKeysSpec } from './vapid-keys.json-store.js'

const ok = (name: string, detail: string): Finding => ({ name, state: 'ok', detail, mend: null })

/** Looks at the state folder and every file in it, without changing any of them. */
export const checkState =
  (folder: StateFolder & { readonly registryFolder?: string }): Prerequisite =>
  async () => {
    const found = await checkFolder(folder.path)
    if (found.state !== 'ok') return [found]
    const files = [
      await checkFile(sessionRecordStoreSpec(folder)),
      await checkFile(sessionTokensSpec(folder)),
      await checkFile(namedTokensSpec(folder)),
      await checkFile(settingsSpec(folder)),
      await checkFile(approvalRulesSpec(folder)),
      await checkFile(pushSubscriptionsSpec(folder)),
      await checkFile(pushPlanSpec(folder)),
      await checkFile(vapidKeysSpec(folder)),
      await checkFile(projectStoreSpec({ ...folder, path: folder.registryFolder ?? folder.path })),
      ...(await checkJournaled(boardSpec(folder))),
      ...(await checkJournaled(finishJournalSpec(folder))),
      await checkFile(budgetStoreSpec(folder)),
      await checkFile(resumesSpec(folder)),
      ...(await checkJournaled(promptQueuesSpec(folder))),
      await checkFile(schedulesSpec(folder)),
      await checkFile(promptTemplatesSpec(folder)),
      await checkFile(lastReportsSpec(folder)),
      await checkFile(webhookStoreSpec(folder)),
      await checkFile(bootMarkSpec(folder)),
    ]
    return [found, ...files, ...(await keptAside(folder))]
  }

async function checkFolder(path: string): Promise<Finding> {
  const name = 'state folder'
  try {
    const { mode } = await stat(path)
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK)
    if ((mode & 0o077) === 0) return ok(name, path)
    return { name, state: 'warning', detail: `${path} can be read by others`, mend: `chmod 700 '${path}'` }
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return ok(name, `${path} (made at the first start)`)
    const mend = `Give yourself the folder (chown, chmod 700 '${path}') or set PENATES_HOME to another one.`
    return { name, state: 'fault', detail: errorText(thrown), mend }
  }
}

async function checkFile<A>(spec: JsonStoreSpec<A>): Promise<Finding> {
  const name = basename(spec.file)
  try {
    const content = await readContent(spec, spec.file)
    if (content._tag === 'Good') return ok(name, 'readable')
    const copy = await readContent(spec, lastGoodCopyOf(spec.file))
    return judge(name, spec.file, content, copy)
  } catch (thrown) {
    return { name, state: 'fault', detail: errorText(thrown), mend: 'Try again.' }
  }
}

/** The file, and its journal where something is wrong with it. */
async function checkJournaled<A>(spec: JournaledSpec<A>): Promise<ReadonlyArray<Finding>> {
  const { disk, file, apply } = spec
  const found = await checkFile(numbered(spec))
  const content = await readContent(numbered(spec), file).catch(() => null)
  if (content?._tag !== 'Good') return [found]
  const problem = await Promise.all([readJournal(disk, journalOf(file)), readJournal(disk, journalCopyOf(file))]).then(
    ([journal, copy]) => replay(content.state, journal, copy, apply).problem,
    errorText,
  )
  const mend = 'Start the hub: it keeps the journal aside and takes what can be read of it and of its copy.'
  const name = basename(journalOf(file))
  return problem === null ? [found] : [found, { name, state: 'warning', detail: problem, mend }]
}

function judge<A>(name: string, file: string, content: Content<A>, copy: Content<A>): Finding {
  switch (content._tag) {
    case 'Good':
      return ok(name, 'readable')
    case 'Newer':
      return {
        name,
        state: 'warning',
        detail: content.detail,
        mend: `Update Penates, or move ${file} away. Until then nothing is written to it.`,
      }
    case 'Missing':
      if (copy._tag !== 'Good') return ok(name, 'not there yet')
      return { name, state: 'warning', detail: 'gone', mend: 'Start the hub: it takes the last good copy.' }
    case 'Damaged':
    case 'Unreadable':
      return {
        name,
        state: 'warning',
        detail: content.detail,
        mend:
          copy._tag === 'Good'
            ? 'Start the hub: it keeps the file aside and takes the last good copy.'
            : 'There is no good copy. Mend the file, or start the hub: it keeps the file aside and starts empty.',
      }
  }
}

/** Findings for files that earlier starts moved aside as unreadable. */
async function keptAside({ disk, path }: StateFolder): Promise<ReadonlyArray<Finding>> {
  const namesIn = (folder: string): Promise<ReadonlyArray<string>> => disk.list(folder).catch(() => [])
  const approvals = (await namesIn(join(path, APPROVALS_FOLDER))).map((name) => join(APPROVALS_FOLDER, name))
  return [...(await namesIn(path)), ...approvals]
    .filter((name) => /\.corrupt-\d+$/.test(name))
    .map((name) => ({
      name,
      state: 'warning',
      detail: 'an unreadable file was kept aside here',
      mend: `Take from ${join(path, name)} what you need, then remove it.`,
    }))
}
