// Searches by words with the client that openapi-typescript types, signed by a middleware.
import { createHash } from "node:crypto";
import createClient, { type Middleware } from "openapi-fetch";
import type { paths } from "./api-1688/api.js";

const { PORT, KEY_ID = "", SECRET = "" } = process.env;

const signed: Middleware = {
  onRequest({ request }) {
    const url = new URL(request.url);
    url.searchParams.append("appKey", KEY_ID);
    const pairs = [...url.searchParams].sort(([one], [other]) => (one < other ? -1 : 1));
    const text = pairs.map(([name, value]) => `${name}=${value}&`).join("") + `secret=${SECRET}`;
    url.searchParams.append("sign", createHash("md5").update(text).digest("hex").toUpperCase());
    return new Request(url, request);
  },
};

const client = createClient<paths>({ baseUrl: `http://127.0.0.1:${PORT}` });
client.use(signed);

const { data: answer, error } = await client.GET("/alibaba/product/keywordQuery", {
  params: { query: { keyword: "连衣裙", country: "en", beginPage: 1, pageSize: 20 } },
});
if (!answer || !("data" in answer)) throw new Error(`refused: ${JSON.stringify(answer ?? error)}`);
for (const product of answer.data.data?.slice(0, 3) ?? []) {
  console.log(product.offerId, product.subjectTrans ?? product.subject);
}
if (!answer.data.data?.length) throw new Error("no products");
