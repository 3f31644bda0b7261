import type { MetadataRoute } from "next";
import { installationShown } from "@/server/api/rsc";

/** The name is known only at run time. */
export const dynamic = "force-dynamic";

export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const { name } = await installationShown();
  return {
    name,
    short_name: name,
    description: "The daily paper for people who read papers.",
    start_url: "/",
    display: "standalone",
    background_color: "#fdfcf9",
    theme_color: "#fdfcf9",
    share_target: {
      action: "/submit",
      method: "get",
      params: { title: "title", text: "text", url: "url" },
    },
    icons: [
      { src: "/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "/icon-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
  };
}
