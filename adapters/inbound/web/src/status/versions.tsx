import { Download, RefreshCw } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { BodyOf } from '../app/hub/hub.js'
import { textsThatLoadLate } from '../app/texts/late-texts.js'
import { span } from '../app/texts/relative-time.js'
import { failed } from '../app/failed.js'
import { calmNow } from '../app/now.js'
import { go } from '../app/router.js'
import { recentPart } from '../app/snapshot.js'
import { ask, client } from '../app/the-hub.js'
import { Icon } from '../ui/icon.js'
import { TwoStepButton } from '../ui/two-step-button.js'
import { updatesDe } from './updates.de.js'
import { updatesEn } from './updates.en.js'

const texts = textsThatLoadLate(updatesEn, updatesDe)

type Updates = BodyOf<'listUpdates'>
type UpdateItem = Updates['clis'][number]

/** Installed and latest versions from the last check. A new check runs only on request. */
export function Versions(): VNode {
  const m = texts.value
  const [fresh, setFresh] = useState<Updates | null>(null)
  const [looking, setLooking] = useState(false)
  const [known, setKnown] = useState<Updates | null>(null)
  useEffect(() => {
    void recentPart('updates')().then(setKnown)
  }, [])
  const shown = fresh ?? known

  async function look(): Promise<void> {
    setLooking(true)
    const answer = await ask(client.listUpdates({ query: { refresh: true } }))
    setLooking(false)
    if (answer.ok) setFresh(answer.value)
    else failed(m.couldNotLook, answer.failure)
  }

  return (
    <section aria-label={m.versions}>
      <div class="cluster wrap between gap-8">
        <h2>{m.versions}</h2>
        <button type="button" class="button" disabled={looking} onClick={() => void look()}>
          <Icon of={RefreshCw} />
          {looking ? m.lookingForUpdates : m.lookForUpdates}
        </button>
      </div>
      {shown && (
        <>
          <p class="hint">
            {shown.checkedAt === null ? m.neverLooked : m.lookedAgo(span(Math.max(0, calmNow.value - shown.checkedAt)))}
          </p>
          <VersionTable of={shown} />
        </>
      )}
    </section>
  )
}

function VersionTable({ of: { hub, clis, externals, dependencies } }: { readonly of: Updates }): VNode {
  const m = texts.value
  return (
    <table class="spreads full-width line-above">
      <thead>
        <tr>
          <th scope="col">{m.thing}</th>
          <th scope="col">{m.installedVersion}</th>
          <th scope="col">{m.newestVersion}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        <VersionRow item={hub} kept={hub.guard.ok ? null : m.guardReasons[hub.guard.reason]} />
        {[...clis, ...externals, ...dependencies].map((item) => (
          <VersionRow key={item.id} item={item} kept={null} />
        ))}
      </tbody>
    </table>
  )
}

interface RowProps {
  readonly item: UpdateItem
  /** Reason that the update is blocked; `null` when it is allowed. */
  readonly kept: string | null
}

function VersionRow({ item: { id, name, current, latest, outdated, executable }, kept }: RowProps): VNode {
  const m = texts.value
  const mayUpdate = outdated && executable && kept === null
  return (
    <tr>
      <th scope="row">
        {name}
        {outdated && kept !== null && <span class="hint as-block">{kept}</span>}
      </th>
      <td>{current ?? '–'}</td>
      <td>{latest ?? '–'}</td>
      <td class="update">
        {mayUpdate && (
          <TwoStepButton
            id={`update ${id}`}
            icon={Download}
            label={m.updateNow}
            question={m.reallyUpdate}
            onConfirm={() => void update(id, name)}
          />
        )}
        {!outdated && latest !== null && <span class="hint as-block">{m.upToDate}</span>}
      </td>
    </tr>
  )
}

/** Starts the update in a session and opens its terminal, which shows the progress. */
async function update(id: string, name: string): Promise<void> {
  const answer = await ask(client.startUpdate({ params: { id } }), ({ body }) => body.session)
  if (answer.ok) go({ page: 'terminal', session: answer.value })
  else failed(texts.value.couldNotUpdate(name), answer.failure)
}
