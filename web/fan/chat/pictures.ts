import type { Draft, DraftFile } from './source.ts'

/** A picture that was picked or pasted, with its size, so that its box is known at once. Rejects what this phone cannot show. */
export async function draftOfPicture(file: File, kind: DraftFile['kind']): Promise<Draft> {
  const preview = URL.createObjectURL(file)
  const image = new Image()
  image.src = preview
  try {
    await image.decode()
  } catch (error) {
    URL.revokeObjectURL(preview)
    throw error
  }
  const { naturalWidth: width, naturalHeight: height } = image
  return { text: '', mentions: [], file: { blob: file, kind, preview, width, height } }
}
