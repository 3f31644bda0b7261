/**
 * What a paper is about: a closed vocabulary, and for each topic the phrases that speak for it,
 * separated by commas. `*` stands for any letters and digits, a blank for a blank or a hyphen, and case
 * does not count.
 * One `sure` phrase is enough for a label; `hints` only add up. `categories` are
 * arXiv's primary categories that speak for it. Of two topics that a paper is about equally, the
 * earlier one here is its label: what is special comes before what most papers have.
 */
export interface TopicRule {
  /** Its name in addresses, which is never changed. */
  slug: string;
  name: string;
  sure: string;
  hints?: string;
  categories?: readonly string[];
  /** How much all this counts, where it is less than 1: many papers have what is not their topic. */
  weight?: number;
}

export const TOPIC_RULES: readonly TopicRule[] = [
  {
    slug: "medicine",
    name: "Medicine",
    sure: `
      medical*, medicine, clinic*, patient*, radiolog*, pathology, pathologist*, biomedical,
      surgical, surgery, surgeon*, healthcare, disease*, cancer, tumor*, diagnos*, x ray*, ct scan*,
      mri, fmri, ecg, eeg, electronic health record*, ehr, dental, histopatholog*, ultrasound,
      endoscop*, mental health, doctor*`,
    hints: "health, lesion*, anatom*, organ*, therap*, hospital*, brain",
    categories: ["eess.IV", "q-bio.QM"],
  },
  {
    slug: "science",
    name: "Science",
    sure: `
      protein*, molecul*, chemi*, material* science, materials discovery, crystal*, physics,
      biolog*, genom*, dna, rna, single cell, climate, weather, earth observation, geospatial,
      astronom*, astrophysic*, scientific discovery, ai scientist*, ai for science, ai4science,
      quantum, partial differential equation*, pde*, fluid dynamics, neural operator*, scientific
      research, automated research, auto research, research idea*, scientific literature, scientific
      paper*, peer review*, autonomous research*, scientist*, lithograph*, semiconductor*, remote
      sensing, satellite, battery`,
    hints: `
      scientific, physical simulation*, laborator*, hypothes*, experiment design, discovery,
      sciences, engineering design`,
    categories: ["q-bio.BM", "physics.flu-dyn", "quant-ph", "cs.CE", "physics.chem-ph", "cs.DL"],
  },
  {
    slug: "robotics",
    name: "Robotics and driving",
    sure: `
      robot*, embodied, vision language action, vla, vlas, locomotion, humanoid*, grasp*, dexterous,
      autonomous driving, self driving, driving, autonomous racing, vehicle*, drone*, uav*,
      quadruped*, visuomotor, teleoperat*, bimanual, manipulator*, vision language navigation, sim
      to real, sim2real, action chunk*`,
    hints: `
      manipulation, navigation, trajector*, imitation learning, motion planning, policy learning,
      diffusion polic*, egocentric, demonstrations`,
    categories: ["cs.RO"],
  },
  {
    slug: "speech-and-audio",
    name: "Speech and audio",
    sure: `
      speech, audio*, music*, text to speech, tts, asr, sound*, voice*, spoken, speaker*, acoustic*,
      song*, phonolog*, phoneme*, phone recognition, singing, podcast*, audiovisual, foley, symbolic music`,
    hints: `
      vocod*, prosod*, waveform*, spectrogram*, phonem*, talking head*, omni modal, omnimodal`,
    categories: ["cs.SD", "eess.AS"],
  },
  {
    slug: "3d",
    name: "3D",
    sure: `
      3d, 4d, gaussian splat*, 3dgs, nerf, nerfs, radiance field*, point cloud*, mesh*, novel view*,
      view synthesis, slam, multi view, scene reconstruction, cad, texture generation, texturing,
      depth estimation, monocular depth, signed distance, structure from motion, panoram*, visual
      localization, splatting, avatar*`,
    hints: `
      camera*, geometry, geometric, scene*, rendering, shape*, depth, voxel*, surface*, view
      consisten*`,
    categories: ["cs.GR"],
  },
  {
    slug: "world-models",
    name: "World models and games",
    sure: `
      world model*, world model, world simulat*, world generat*, game, games, gameplay, gaming, world renderer*, endless world*, minecraft, playable,
      chess, poker, jepa, interactive world*, world action model*, virtual world*`,
    hints: `
      simulator*, interactive environment*, simulated world*, environment generation, dynamics
      model*, physical world*, physics aware`,
  },
  {
    slug: "video",
    name: "Video",
    sure: `
      video*, text to video, image to video, videollm*, movie*, film*, cinematic, frame
      interpolation, temporal grounding, lip sync*, talking head*`,
    hints: "frame*, temporal consisten*, clips, long form video, footage, streaming, motion",
  },
  {
    slug: "people-in-pictures",
    name: "Faces and motion",
    weight: 0.8,
    sure: `
      human motion*, motion generation, talking head*, portrait*, facial, virtual try on, try on,
      garment*, human pose, gait, pose estimation, human animation, hand pose, human image*, gesture*,
      deepfake*, character animation, human mesh, gaze, head avatar*, faces, face swap*, face
      recogni*, fashion, motion capture, digital human*`,
    hints: "avatar*, human*, identity, pose*, skeleton*, expression*, smpl*",
  },
  {
    slug: "image-generation",
    name: "Image generation",
    sure: `
      text to image, image generat*, image edit*, image synthesis, image composition, inpaint*,
      outpaint*, style transfer, stylization, image customization, subject driven, image diffusion,
      visual generation, super resolution, image restoration, diffusion transformer*, stable
      diffusion, image tokeniz*, visual tokeniz*, visual autoregressive, controlnet, image to image,
      drag based, layout to image, typography, vector graphics, svg, denois*, image manipulation,
      visual content, logo*, sketch*, artistic, artwork*, poster*, t2i, text rendering, concept
      erasure, rectified flow*, image inversion, relighting, image editor*, image model*,
      personalized generation, glyph*, diffusion sampl*`,
    hints: `
      diffusion model*, flow matching, diffusion, classifier free guidance, generative model*,
      personaliz*, editing, score distillation, dit, dits, fid, autoencoder*, latent space,
      guidance, image quality, sampling steps, consistency model*, stylis*`,
  },
  {
    slug: "documents",
    name: "Documents and charts",
    weight: 0.85,
    sure: `
      ocr, document*, chart*, pdf*, infographic*, slides, slide generation, presentation generation,
      table understanding, text rich, layout analysis, handwrit*, scene text, spreadsheet*,
      invoice*, diagram*, plots`,
    hints: "page*, layout*, markdown, latex, posters",
  },
  {
    slug: "perception",
    name: "Perception",
    sure: `
      segmentation, object detect*, detection transformer*, tracking, optical flow, image classif*,
      object recognition, re identification, keypoint*, image matching, open vocabulary, segment
      anything, sam, sam 2, sam2, vision transformer*, vit, vits, visual representation*, self
      supervised, dino, dinov2, dinov3, matting, anomaly detection, camouflaged, saliency,
      contrastive language image, clip, vision encoder*, visual encoder*, imagenet, few shot
      classif*, image retrieval, point tracking, feature matching, image segmentation, visual
      recognition, image recognition, action recognition, vision foundation model*, backbone*,
      detector*, image quality assessment, low light, event camera*, thermal, lidar, yolo*, masked
      image model*`,
    hints: `
      dense prediction, bounding box*, zero shot classif*, convolution*, cnn*, computer vision,
      recognition, localization`,
  },
  {
    slug: "code",
    name: "Code",
    sure: `
      code, coding, coder*, codebase*, software, swe bench*, swe, program synthesis, programming,
      programmer*, bug*, repository level, repositor*, github, unit test*, compiler*, kernel
      generation, cuda, gpu kernel*, verilog, rtl, text to sql, text2sql, sql, jupyter, issue
      resol*, debugg*, front end, frontend, web development, app development, code llm*, javascript,
      python, rust, html, humaneval, type inference, refactor*, pull request*, terminal*, command
      line, formal verification, data science, notebook*, machine learning engineering`,
    hints: "developer*, execution, pass 1, api*, program*, engineering tasks, mlops",
    categories: ["cs.SE", "cs.PL"],
  },
  {
    slug: "mathematics",
    name: "Mathematics",
    sure: `
      math*, theorem prov*, prover*, lean 4, lean4, olympiad*, geometry problem*, geometric
      problem*, gsm8k, aime, formal proof*, proof*, autoformaliz*, arithmetic, algebra*, equation*,
      imo, competition level, combinatori*, theorems, numerical reasoning, symbolic regression`,
    hints: "formal language*, calculat*, word problem*, lean, geometric reasoning",
    categories: ["math.CO", "math.NT"],
  },
  {
    slug: "safety",
    name: "Safety",
    sure: `
      safety, jailbreak*, red team*, toxic*, privacy, watermark*, backdoor*, adversarial attack*,
      adversarial example*, adversarially, fool*, adversarial robustness, harmful*, decepti*,
      unlearn*, misalign*, refus*, prompt injection*, attack*, trustworth*, hallucinat*, guardrail*,
      moderation, misinformation, fact check*, fake news, ai generated text, generated image
      detection, fake, forger*, memorization, data leakage, poison*, safe, safer, unsafe, threat*,
      vulnerabilit*, security, secure, cyber*, sycophan*, risk*, oversight, biases, social bias*,
      gender bias*, bias mitigation, debias*, fairness, stereotyp*, copyright*, membership
      inference, malicious, truthful*, honest*, deceiv*, scheming, alignment faking, detect* machine
      generated, machine generated text, abstention, abstain*, constitution*, moral*, ethic*`,
    hints: `
      robustness, alignment, ethical, defense*, vulnerab*, calibrat*, factual*, uncertainty,
      overconfiden*`,
    categories: ["cs.CR"],
  },
  {
    slug: "retrieval",
    name: "Retrieval",
    sure: `
      retriev*, rag, embedding model*, text embedding*, sentence embedding*, rerank*, re rank*,
      ranker*, search engine*, recommend*, information seeking, knowledge graph*, graphrag, multi
      hop, vector search, vector database*, nearest neighbor*, deep research, deepresearch, web
      search, dense retriev*, search agent*, colbert, query expansion, search r1, multimodal
      embedding*, universal embedding*, fact retrieval, browsecomp*, entity linking, named entity*,
      information extraction, relation extraction, citation*, wikipedia, e commerce, click through,
      user behavior*, matryoshka, search augmented, agentic search, deep search`,
    hints: `
      search, question answering, passage*, corpus, knowledge base*, external knowledge, queries,
      query, factoid, embedding*`,
    categories: ["cs.IR", "cs.DB"],
  },
  {
    slug: "interpretability",
    name: "Interpretability",
    weight: 0.8,
    sure: `
      interpretab*, visual analytics, mechanistic*, sparse autoencoder*, saes, sae, probing, circuit*, explainab*,
      explanation*, superposition, steering vector*, activation steering, activation*, steering,
      attribution*, induction head*, logit lens, monosemantic*, hidden state*, internal
      representation*, representation engineering, knowledge editing, model editing, attention
      head*, knowledge neuron*, neurons, linear representation*, concept bottleneck, latent
      knowledge, residual stream, inner workings, attention sink*, transcoder*, introspect*,
      crosscoder*, causal tracing, lottery ticket*, saliency map*`,
    hints: `
      layer*, transformers learn, representations, feature*, internal, understanding how, why do,
      dissect*, analysis of`,
  },
  {
    slug: "efficiency",
    name: "Efficiency",
    weight: 0.85,
    sure: `
      quantiz*, pruning, prune*, pruned, kv cache*, key value cache*, speculative decod*,
      speculative, sparse attention, compress*, low rank, low bit, 1 bit, 4 bit, 2 bit, fp8, fp4,
      int4, int8, nvfp4, ternary, 1.58 bit, lora, dora, qlora, parameter efficient, peft, inference
      acceleration, accelerat*, memory efficient, efficient inference, serving, throughput, on
      device, edge device*, mobile, distill*, token reduction, token merging, token prun*, early
      exit*, early exiting, lightweight, small language model*, slm, slms, flash attention,
      flashattention, parallel low latency, hardware, gpu memory, layer skipping, caching,
      token eviction, speedup*, speed up*, tiny, energy consumption, energy efficient, offload*,
      parallelism, training free acceleration, sparsity, mixed precision, compute optimal, cost
      effective, cascade*, routing, router*, model routing, multi token prediction`,
    hints: `
      efficien*, computational cost*, memory footprint, latency, inference speed, flops, sparse,
      real time, cost*, overhead, kernel*`,
    categories: ["cs.DC", "cs.AR", "cs.OS", "cs.PF"],
  },
  {
    slug: "memory-and-long-context",
    name: "Memory and long context",
    sure: `
      long context, context window*, context length*, context extension, long sequence*, length
      generalization, length extrapolation, memory, memories, ultra long, needle in a haystack,
      context compression, context engineering, context management, million token*, longer context*,
      infinite context, long text*, long term, long document*, lifelong, continual learning,
      forgetting, position embedding*, positional encoding*, positional embedding*, rope, episodic,
      long form, long output*, extrapolat*, rotary`,
    hints: "128k, 1m tokens, recall, context*, history",
  },
  {
    slug: "architectures",
    name: "Architectures",
    weight: 0.75,
    sure: `
      mamba*, mlp, mlps, inductive bias*, state space model*, ssm*, mixture of experts, moe, moes, linear attention, attention
      mechanism*, recurrent, rnn*, rwkv*, kolmogorov arnold, kan, kans, hyena, xlstm, hybrid
      architecture*, transformer architecture*, looped transformer*, feed forward, residual
      connection*, hyper connection*, normalization, layernorm, softmax, byte level, tokenizer*,
      tokeniz*, token free, gated, expert rout*, upcycl*, test time training, titans, delta rule,
      deltanet, fast weight*, neural network*, neural architecture, transformers, activation
      function*, skip connection*, universal transformer*, weight shar*, spiking, hypernetwork*,
      equivarian*`,
    hints: "architecture*, transformer*, experts, layer*, backbone*, subquadratic, depth",
    categories: ["cs.NE"],
  },
  {
    slug: "languages",
    name: "Languages",
    sure: `
      multilingual*, machine translation, translat*, low resource, cross lingual*, bilingual,
      arabic, chinese, japanese, korean, hindi, indic, indonesian, vietnamese, thai, russian,
      german, french, spanish, portuguese, italian, polish, turkish, persian, urdu, bengali,
      african, swahili, yoruba, ukrainian, hebrew, dutch, czech, european languages,
      southeast asian, latin america*, dialect*, linguistic*, kazakh, sanskrit, tibetan, filipino,
      catalan, basque, nordic, finnish, romanian, hungarian, uzbek, sign language, morpholog*, code
      switch*, bangla, tamil, telugu, marathi, swiss, slavic, turkic, etymolog*, grammar*,
      grammatical, english centric, non english`,
    hints: "languages, english, corpora, native, syntax, syntactic, linguist*",
  },
  {
    slug: "graphs-and-series",
    name: "Graphs, tables and series",
    weight: 0.85,
    sure: `
      time series, forecast*, tabular, graph neural network*, gnn*, graph learning, graph
      transformer*, anomal*, spatio temporal, spatiotemporal, financial, finance, stock*, trading,
      traffic, sensor*, relational database*, node classification, graph foundation, temporal
      graph*, wireless, telecom*, human mobility, power grid*, in context learning for tab*, causal
      discovery, causal inference, survival`,
    hints: "market*, prediction, predictive, sequence modeling, tables, causal, structured data",
    categories: ["q-fin.TR", "q-fin.ST", "q-fin.CP", "stat.AP", "eess.SP", "cs.SI"],
  },
  {
    slug: "agents",
    name: "Agents",
    sure: `
      agent*, multi agent*, tool use, tool using, tool call*, tool learning, tool augment*, tool
      integrat*, computer use, gui, function call*, web navigation, deep research, deepresearch,
      mcp, model context protocol, browser*, autonomous research*, workflow*, osworld, webarena,
      skill library, orchestrat*, harness*, assistants, mobile device control, user interface*,
      operating system*, computer using, self evolving, claw*, openclaw, task automation, travel
      planning, delegat*`,
    hints: `
      long horizon, planning, planner*, autonomous*, environment*, interactive*, multi turn,
      collaborat*, trajector*, self improv*, self improvement, plan`,
    categories: ["cs.MA"],
  },
  {
    slug: "vision-and-language",
    name: "Vision and language",
    weight: 0.65,
    sure: `
      vision language*, visual language*, vlm*, lvlm*, mllm*, lmm, lmms, multimodal large,
      multimodal llm*, multi modal large, large multimodal, large multi modal, visual question
      answering, vqa, caption*, visual grounding, grounding, visual instruction, visual reasoning,
      spatial reasoning, spatial intelligence, spatial understanding, multimodal*, multi modal*,
      image text, text image, omni*, any to any, unified understanding, understanding and
      generation, llava*, qwen vl, qwen2 vl, qwen2.5 vl, internvl*, gpt 4v, gpt 4o, visual
      perception, thinking with images, visual prompt*, interleaved, visual understanding, image
      understanding, referring, visual thinking, visual chain of thought, visual*, cross modal,
      modality, modalities, image*, vision, perceiv*`,
    hints: "visual token*, clip, picture*, photo*, spatial, pixel*",
  },
  {
    slug: "reinforcement-learning",
    name: "Reinforcement learning",
    sure: `
      reinforcement learning, rl, rlhf, rlaif, rlvr, grpo, ppo, dpo, kto, policy optimization,
      policy gradient*, reward model*, reward*, reward hacking, preference optimization, preference
      alignment, preference learning, direct preference, human preference*, verifiable reward*,
      actor critic, q learning, on policy*, off policy*, offline rl, bandit*, self play, rollout*,
      value function*, credit assignment, r1 zero, gspo, dapo, direct alignment, best of n, human
      feedback, entropy collapse, policy, policies, process supervision, process reward*`,
    hints: "alignment, policy model, preference*, post training, trial and error, entropy",
  },
  {
    slug: "reasoning",
    name: "Reasoning",
    weight: 0.85,
    sure: `
      reasoning, reasoner*, chain of thought, chain of thoughts, cot, cots, tree of thought*, graph
      of thought*, thought*, thinking, think, overthink*, test time compute, test time scaling,
      inference time scaling, inference scaling, o1, deepseek r1, r1, slow thinking, logic*,
      puzzle*, self correct*, self reflect*, self refin*, self verif*, reflection, latent reason*,
      problem solving, step by step, arc agi*, abstraction and reasoning, deduct*, inductive
      reasoning, causal reasoning, commonsense, verifier*, monte carlo tree search, mcts,
      verification, self consistency, diagram of thought, majority voting, self questioning,
      cognitive*, critique*`,
    hints: "multi step, intermediate steps, solve*, logical, budget, rationale*",
  },
  {
    slug: "writing-and-dialogue",
    name: "Writing and dialogue",
    weight: 0.6,
    sure: `
      dialog*, conversation*, chatbot*, chat, story*, stories, storytelling, narrative*, novel
      writing, writing, writer*, summariz*, summary, creative*, creativity, poet*, essay*, role
      play*, persona*, companion*, empath*, emotion*, humor*, joke*, screenwriting, text generation,
      fiction, paraphras*, user simulat*, assistant*, instruction following, prompt engineering,
      prompt optimization, prompting, script generation, communicat*`,
    hints: "utterance*, speaker*, interlocutor*, user intent, feedback",
  },
  {
    slug: "society",
    name: "People and society",
    weight: 0.7,
    sure: `
      social*, societ*, cultur*, politic*, education*, teacher*, student, students, tutor*,
      economic*, labor, human ai, human computer, user stud*, crowdsourc*, psycholog*, opinion*,
      election*, legal, law, court*, policy making, gender*, theory of mind, negotiat*, survey of,
      demographic*, hate speech, propaganda, journalis*, news, carbon, governance, human behavior*,
      collective, teaching, classroom*, academic*, job*, human like, personality, democra*,
      religio*, belief*, workers, workplace, geographic*, historical, museum*, agi, ai index, open
      source ai`,
    hints: "human*, people, participants, community, pluralis*, bias*, impact*",
    categories: ["cs.CY", "cs.HC", "cs.GT", "econ.GN"],
  },
  {
    slug: "evaluation",
    name: "Evaluation",
    weight: 0.6,
    sure: `
      benchmark*, *bench, evaluat*, leaderboard*, llm as a judge, llm as judge, judge*, arena,
      exam*, assess*, metric*, test suite*, contamination, audit*, rubric*, stress test*, grading,
      grader*, mmlu*, *eval, humanity s last exam, scorecard*, diagnosing, testbed*, quality
      estimation, human judgment*, how well`,
    hints: "comprehensive, test set*, we find that, gap between, questions, scoring",
  },
  {
    slug: "data",
    name: "Data",
    weight: 0.7,
    sure: `
      dataset*, data curation, synthetic data*, data synthesis, data generation, corpus, corpora,
      data selection, data mixing, data mixture*, data filter*, data augment*, annotat*,
      deduplicat*, data efficien*, training data, pretraining data, pre training data, instruction
      data, common crawl, web data, crowdsourced, open data, data quality, data cent*, trillion
      tokens, instruction synthesis, self instruct, data pruning, data scaling, data recipe*, data
      attribution, large scale data, persona hub, data engine, label noise, active learning, data
      influence, coreset*`,
    hints: "curat*, scrap*, web scale, high quality, quality filter*, collection, pairs, samples",
  },
  {
    slug: "theory",
    name: "Theory",
    weight: 0.7,
    sure: `
      theor*, provabl*, overparameter*, overfit*, neural collapse, convergence, generalization bound*, scaling law*, expressiv*, information
      theoretic, bayesian, optimal transport, stochastic differential, loss landscape*, random
      matrix, kernel method*, grokking, neural tangent, gaussian process*, variational inference,
      phase transition*, schrodinger, ordinary differential, fourier, spectral, lipschitz,
      manifold*, hyperbolic, topolog*, double descent, optimization problem*, langevin, monte carlo,
      formal framework, universal approximation, identifiab*, power law*, conformal`,
    hints: `
      theorem*, lower bound*, upper bound*, mathematical framework, closed form, asymptotic*, prove
      that, principled, gradient*`,
    categories: ["stat.ML", "math.ST", "math.OC", "cs.IT", "stat.TH", "cs.CC"],
  },
  {
    slug: "training",
    name: "Training",
    weight: 0.45,
    sure: `
      pre train*, pretrain*, optimizer*, adam, adamw, muon, sgd, learning rate*, curriculum, model
      merging, merging, merged, merge, fine tun*, finetun*, sft, instruction tuning, post training,
      mid training, distributed training, federated, continual pre*, batch size*, weight decay,
      hyperparameter*, hyper parameter*, stable training, training dynamics, knowledge transfer,
      transfer learning, domain adapt*, self training, self distill*, weak to strong, warmup,
      contrastive learning, loss function*, training, decentralized, meta learning, ensembl*, self
      improv*, model soup*, adapter*, adaptation, evolution*, alignment, regulariz*, initializ*,
      open weight*, task arithmetic, bootstrapp*, supervis*`,
    hints: "train*, loss, scaling, objective*, learning",
  },
  {
    slug: "language-models",
    name: "Language models",
    weight: 0.4,
    sure: `
      language model*, llm*, technical report, in context learning, few shot, gpt*, llama*, qwen*,
      gemma*, gemini*, deepseek*, claude*, phi*, mistral*, bert*, foundation model*, next token
      prediction, autoregressive, text diffusion, diffusion language*, diffusion llm*, masked
      diffusion, discrete diffusion, instruct*, decoding, open source model*, base model*, text
      classification, natural language, sentiment*, large model*, generative ai, nlp, perplexity`,
    hints: "text, language, zero shot, transformer*, model*, ai",
    categories: ["cs.CL", "cs.AI", "cs.LG"],
  },
];
