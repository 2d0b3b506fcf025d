/** The picture among what is pasted; undefined: there is none. */
export const pastedPicture = (pasted: DataTransfer): File | undefined =>
  [...pasted.files].find(({ type }) => type.startsWith('image/'))
