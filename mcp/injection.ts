/** One way in which a text speaks to the model that reads it instead of to a person. */
interface Sign {
  /** How much one occurrence says, 0 to 1. */
  weight: number;
  pattern: RegExp;
}

const signs: readonly Sign[] = [
  {
    weight: 1,
    pattern:
      /\b(?:ignore|disregard|forget|override|bypass|skip)\b[^.!?\n]{0,30}\b(?:(?:all|any|every|the|your|these|those|my|of)\s+){0,4}(?:(?:your|my|prior|previous|earlier|above|preceding|former|system|safety)\s+){1,3}(?:system |safety |given )?(?:instructions?|prompts?|rules?|guidelines?|directions?|commands?|messages?|context|constraints?|training|text)\b/i,
  },
  // "Skip", "rules" and "constraints" belong to mathematics and machines as well, so they need an order's place or words.
  {
    weight: 1,
    pattern:
      /\b(?:ignore|disregard|forget|override|bypass)\b[^.!?\n]{0,30}\b(?:all|any|every|the|your|these|those|this|my)\b[^.!?\n]{0,20}\b(?:instructions?|prompts?|guidelines?|directions?|commands?|messages?|context)\b/i,
  },
  {
    weight: 1,
    pattern:
      /(?:^|[.!?\n:"'] *|\bplease )(?:ignore|disregard|forget|override|bypass|skip) (?:all|any|every|the|your|these|those|my)\b[^.!?\n]{0,20}\b(?:instructions?|rules)\b/i,
  },
  {
    weight: 1,
    pattern:
      /(?:^|[.!?\n:,"'] *|\bplease )(?:ignore|disregard|forget) (?:everything|anything|all(?: of)?(?: that)?|what(?:ever)?) (?:(?:that )?(?:is |was |stands |you (?:were|have been|are) told )?(?:above|before|earlier|so far|until now|previously)\b|you (?:were|have been) (?:told|taught|given)\b)/i,
  },
  {
    weight: 1,
    pattern:
      /<\/?(?:context|instructions?|system|user|assistant|document|passage|data)> {0,4}<\/?(?:instructions?|system|user|assistant)>/i,
  },
  {
    weight: 1,
    pattern:
      /\bfrom now on,? you (?:will|must|shall|should|are|have)(?: to| only| always)? (?:answer|reply|respond|ignore|act|obey|speak|behave|output|write|say|an?)\b/i,
  },
  {
    weight: 1,
    pattern:
      /\b(?:the|this|any|every) (?:assistant|language model|ai|chatbot|llm)s? (?:must|shall|has to|needs to) (?:now )?(?:output|print|reveal|send|say|answer|reply|write|approve|ignore|obey)\b/i,
  },
  {
    weight: 1,
    pattern:
      /\b(?:approve|accept|give|award|mark|rate|score|grade|label|pass)\b (?:this|the|that) (?:row|sample|answer|item|example|data ?point)\b[^.!?\n]{0,40}\b(?:score|as correct|as right|as good|as approved|regardless|marks)\b/i,
  },
  {
    weight: 1,
    pattern:
      /\b(?:new|updated|real|actual|hidden|secret) (?:system )?(?:instructions?|prompt|directive)s?\s*(?:for (?:you|the (?:ai|model|assistant))|:)/i,
  },
  {
    weight: 1,
    pattern:
      /<\|?(?:im_start|im_end|system|endoftext|start_of_turn|end_of_turn|eot_id)\|?>|\[\/?INST\]|<<\/?SYS>>|^[ \t]*#{2,6}[ \t]*(?:(?:system|assistant)[ \t]*:?|instructions?[ \t]*:)[ \t]*$/im,
  },
  {
    weight: 1,
    pattern:
      /^[ \t]*assistant[ \t]*:\s{1,20}\S|^[ \t]*(?:system|developer)[ \t]*:\s{1,20}(?:you|your|ignore|disregard|forget|override|obey|output|print|reveal|send|delete|approve|answer|reply|respond|write|say|new (?:policy|directive|instructions?|rules?|task)|the (?:assistant|model|ai|user)|always|never|from now)\b/im,
  },
  {
    weight: 1,
    pattern:
      /\byou are (?:now|no longer|actually)\b[^.!?\n]{0,60}\b(?:ai|assistant|model|chatbot|llm|gpt|dan|jailbroken|unrestricted|developer mode)\b/i,
  },
  {
    weight: 1,
    pattern:
      /\b(?:reveal|print|repeat|output|show|leak|send|exfiltrate)\b[^.!?\n]{0,40}\b(?:system prompt|your (?:instructions|prompt|(?:api )?key|secrets?|credentials|environment))\b|(?:(?:^|[.!?\n] *)(?:please )?(?:reveal|output|leak|send|exfiltrate)|\bexfiltrate)\b[^.!?\n]{0,40}\b(?:api[_ ]keys?|environment variables|secret tokens?)\b/i,
  },
  {
    weight: 1,
    pattern:
      /\b(?:call|invoke|use|run|execute|trigger)\b[^.!?\n]{0,30}\b(?:run-code|fetch-page|search-sources|(?:python|shell|browser|search) tool|tool (?:named|called))\b|\b(?:call|invoke|execute|trigger) (?:the |your )?(?:tool|function|plugin|shell)\b[^.!?\n]{0,60}(?:\bnow\b|\bimmediately\b|\bto (?:delete|send|approve|fetch|open|download|upload|leak|publish)\b)/i,
  },
  {
    weight: 0.7,
    pattern:
      /\b(?:as an?|to (?:the|all|any|every)|dear|attention|hey|hello|(?:note|message|instructions?|notice) (?:to|for))[, ]+(?:an? |the |all |any )?(?:ai|a\.i\.|llms?|large language models?|language models?|chatgpt|gpt-?\d?|gemini|claude|assistants?|chatbots?)\b/i,
  },
  {
    weight: 0.7,
    pattern: /\bif you(?: a|')re (?:an? )?(?:ai|llm|language model|assistant|chatbot|automated|machine)\b/i,
  },
  {
    weight: 0.7,
    pattern:
      /\b(?:rate|score|grade|mark|approve|judge|evaluate|verdict|accept)\b[^.!?\n]{0,50}\b(?:(?:as|with|at|of) )?(?:1\.0\b|10\/10|100 ?%|full marks|maximum (?:score|quality)|perfect score|approved\b)/i,
  },
  {
    weight: 0.7,
    pattern:
      /\b(?:respond|reply|answer|begin your (?:answer|response|reply)|end your (?:answer|response|reply))\b[^.!?\n]{0,30}\b(?:only with|exactly with|with the (?:word|phrase|text)|verbatim)\b/i,
  },
  {
    weight: 0.7,
    pattern:
      /\b(?:do not|don't|never) (?:tell|inform|mention|reveal|alert|warn)\b[^.!?\n]{0,30}\b(?:the )?(?:user|human|operator|reader|anyone)\b/i,
  },
  {
    weight: 0.7,
    pattern:
      /\b(?:act|behave|pretend|roleplay) as (?:if you (?:were|are) )?(?:an? )?(?:unrestricted|uncensored|jailbroken|different (?:ai|assistant|model)|dan\b|developer mode)/i,
  },
  {
    weight: 0.7,
    pattern:
      /(?:ignorier(?:e|t|en)|vergiss|vergessen|missachte)[^.!?\n]{0,40}(?:anweisung|vorgabe|regel|prompt)|(?:ignorez|oubliez?|(?:tenez|tiens)[ -]+pas compte)[^.!?\n]{0,40}(?:instructions|consignes)|(?:ignora|olvida|ignore)[^.!?\n]{0,40}(?:instrucciones|instruções|istruzioni)|(?:忽略|无视|忘记)[^。！？\n]{0,12}(?:指令|指示|提示|说明)|(?:игнорируй|забудь)[^.!?\n]{0,40}(?:инструкци|указани)|(?:以前|上記|これまで)の(?:指示|命令)を(?:無視|忘れ)/i,
  },
  {
    weight: 0.4,
    pattern:
      /!\[[^\][]{0,200}\]\(https?:\/\/[^)?&\s]{0,500}[?&][^)=\s]{0,200}=[^)\s]{0,2000}\)|\bhttps?:\/\/[^\s?]{1,500}\?(?:[^\s&]{0,200}&){0,10}(?:data|q|secret|key|token|leak)=(?:\{|\[|<|\$)/i,
  },
  {
    weight: 0.4,
    pattern: /\b(?:important|urgent|critical|mandatory)\b\s*[:!]+\s*(?:you must|you should|always|never|please)\b/i,
  },
];

/** Characters that no reader sees: zero-width, bidirectional controls, tags. */
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/** A word written with a space after each letter; variables in a row (`a b c`) are shorter. */
const spaced = /(?<![\p{L}\p{N}])(?:\p{L} ){4,40}\p{L}(?![\p{L}\p{N}])/gu;

/** From here on a passage is left out of research (quarantined). */
export const injectionThreshold = 0.6;

/**
 * How much a passage reads like an order to a language model, 0 to 1: the strongest sign, and more for several. A rule
 * of form, which finds the usual phrases and not all; the pipeline does not rest on it, for whatever was fetched is
 * delimited as data and chooses no tool. Tag characters, with which text is hidden in plain sight, count as a strong sign.
 */
export function injectionScore(text: string): number {
  const hiddenTags = /[\u{e0000}-\u{e007f}]{4,}/u.test(text) ? 1 : 0;
  const plain = text
    .normalize("NFKC")
    .replace(invisible, "")
    .replace(/[ \t]+/g, " ");
  const closed = plain.replace(spaced, (letters) => letters.replaceAll(" ", ""));
  const found = signs
    .filter(({ pattern }) => pattern.test(plain) || (closed !== plain && pattern.test(closed)))
    .map(({ weight }) => weight);
  const strongest = Math.max(0, hiddenTags, ...found);
  const rest = found.reduce((sum, weight) => sum + weight, 0) - Math.max(0, ...found);
  return Math.min(1, strongest + 0.2 * rest);
}
