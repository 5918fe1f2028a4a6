import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { join } from 'node:path'
import type { PromptTemplates } from '../../../domain/prompts/prompt-template.js'
import type { JsonStoreSpec } from './json-store.js'
import type { StateFolder } from './state-folder.js'
import { decodeWith } from './stored-values.js'

const StoredTemplates = t.strict({
  templates: t.readonlyArray(t.strict({ id: t.string, title: t.string, text: t.string })),
})

/** `prompt-templates.json`. */
export const promptTemplatesSpec = (folder: StateFolder): JsonStoreSpec<PromptTemplates> => ({
  ...folder,
  file: join(folder.path, 'prompt-templates.json'),
  version: 1,
  migrate: [(older) => older],
  fresh: [],
  decode: (stored) =>
    pipe(
      stored,
      decodeWith(StoredTemplates),
      E.map(({ templates }) => templates),
    ),
  encode: (templates) => StoredTemplates.encode({ templates }),
})
