/** A thread that lists large folders: the stats of 10,000 files take the main thread 30 ms. */
import { answerRequests } from '../../../infrastructure/threads/answer-requests.js'
import { readFolder, type FolderRequest, type PackedListing } from './folder-reader.js'

answerRequests<FolderRequest, PackedListing>({
  answer: async (request) => Promise.resolve(readFolder(request)),
  close: () => undefined,
})
