import { CircleAlert, CircleCheck, CircleDashed, CircleSlash, LoaderCircle, X, type LucideIcon } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import { locale, messages } from '../app/texts/messages.js'
import { sizeText } from '../app/texts/numbers.js'
import { isOver, totalOf, type JobState, type UploadJob } from './upload-job.js'
import { jobs } from './transfers.js'
import { Icon } from '../ui/icon.js'
import { IconButton } from '../ui/icon-button.js'
import { clearUploads, stopUpload, stopUploads } from './uploads.js'

/** Time for which the completed uploads stay visible. */
const SHOWN_MS = 4_000

/** Progress of all uploads with cancel buttons. */
export function UploadPanel(): VNode | null {
  const m = messages.value
  const all = jobs.value
  const total = totalOf(all)
  const isDone = total.open === 0 && total.failed === 0

  useEffect(() => {
    if (!isDone) return
    const timer = setTimeout(clearUploads, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [isDone])

  if (all.length === 0) return null
  return (
    <section class="uploads stack box-large surface" aria-label={m.uploads}>
      <header class="uploads-head cluster between rigid">
        <h2 role="status">
          {total.open > 0 ? m.uploading(total.done + 1, all.length) : m.uploaded(total.done, total.failed)}
        </h2>
        {total.open > 0 ? (
          <button type="button" class="button quiet small" onClick={stopUploads}>
            {m.stopAll}
          </button>
        ) : (
          <IconButton icon={X} label={m.dismiss} onPress={clearUploads} />
        )}
      </header>
      {total.open > 0 && (
        <progress class="uploads-progress full-width rigid" max={100} value={total.percent} aria-label={m.uploads}>
          {total.percent} %
        </progress>
      )}
      <ul>
        {all.map((job) => (
          <Job key={job.id} job={job} />
        ))}
      </ul>
    </section>
  )
}

function Job({ job }: { readonly job: UploadJob }): VNode {
  const m = messages.value
  const { id, name, size, sent, state, fault } = job
  return (
    <li class={`upload ${state}`}>
      <Icon of={SIGNS[state]} size={14} />
      <span class="ellipsis fill" data-tip={name}>
        {name}
      </span>
      <span class="upload-state rigid faint">
        {state === 'sending'
          ? m.sentOf(sizeText(sent, locale.value), sizeText(size, locale.value))
          : (fault ?? m.uploadState[state])}
      </span>
      {!isOver(job) && <IconButton icon={X} label={m.stopUpload(name)} onPress={() => stopUpload(id)} />}
    </li>
  )
}

const SIGNS: Readonly<Record<JobState, LucideIcon>> = {
  waiting: CircleDashed,
  sending: LoaderCircle,
  done: CircleCheck,
  skipped: CircleSlash,
  stopped: CircleSlash,
  failed: CircleAlert,
}
