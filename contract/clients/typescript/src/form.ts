import type { VideoForm } from "./schema.js";

/** A file of React Native's: its `fetch` reads it from `uri` while it sends. */
export interface NativeFile {
  uri: string;
  name: string;
  type: string;
}

/** A check-in by video. The recording's type must be one of `video/*`. */
export type VideoUpload = Omit<VideoForm, "video"> & { video: Blob | NativeFile };

/** The form, with the recording last. */
export function videoForm({ video, ...fields }: VideoForm): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) form.append(name, value);
  }
  form.append("video", video);
  return form;
}
