import { prose } from "../prose.ts";
import { agreed, committed, revealed, type Story } from "../story.ts";

/** Orchards near Poltava: an appeal before seven arbiters, a ruling that may be appealed, labels delivered. Written in Ukrainian. */
export const olha: Story[] = [
  {
    key: "orchard-scale",
    client: "olha",
    posted: 40.0,
    title: "Ваги в саду, комора і бухгалтерія мають сходитися",
    field: "data",
    skills: ["postgres", "etl", "typescript"],
    token: "ETH",
    budget: "3.6",
    deadline: 108,
    brief: prose`
      У нас 38 садів і чотири ваги: дві в полі, одна в коморі, одна на сушарці. Кожна пише по-своєму, і наприкінці місяця
      різниця доходить до двох тонн. Потрібно щоденне зведення: скільки зібрано в кожному саду, скільки прийшло в комору,
      скільки пішло на сушку, і де саме загубилося.

      - Ваги в полі записують на картку, без інтернету; картку привозять увечері.
      - Кожна різниця понад 1 % має назву: сад, день, хто зважував.
      - Бухгалтерія отримує файл, який вона вже вміє читати.

      Приймаємо так: беремо вересень минулого року, який ми вже звірили вручну, і програма знаходить ті самі одинадцять
      розбіжностей.`,
    proposals: [
      {
        by: "dmytro",
        at: 41.1,
        reviewDays: 7,
        letter: prose`
          Найцінніше у вашому листі: вересень, звірений вручну. З нього я й почну. Спершу зчитаю картки всіх чотирьох ваг і
          покажу, що саме вони пишуть; потім зведення; потім файл для бухгалтерії. Якщо якоїсь розбіжності з одинадцяти
          програма не побачить, я скажу чому, а не підганятиму.`,
        plan: [
          {
            title: "Зчитування карток",
            deliverable: "Програма читає картки чотирьох ваг, нічого не губить і повідомляє про кожен зіпсований рядок.",
            amount: "1.2",
            due: 58,
          },
          {
            title: "Щоденне зведення і вересень",
            deliverable: "Зведення за день і сад; на вересні минулого року знайдено всі одинадцять відомих розбіжностей.",
            amount: "1.5",
            due: 80,
          },
          {
            title: "Файл для бухгалтерії",
            deliverable: "Місячний файл у вашому форматі, перевірений вашою бухгалтеркою на двох місяцях.",
            amount: "0.8",
            due: 104,
          },
        ],
      },
      {
        by: "noe",
        at: 42.0,
        reviewDays: 7,
        letter:
          "I can offer a web form for the scales instead of cards, with an offline mode. It would change how people weigh, though, and your brief sounds as if that already works.",
        plan: [
          {
            title: "Weighing app",
            deliverable: "Offline web form for four scales and the daily report.",
            amount: "3.3",
            due: 100,
          },
        ],
        fate: { at: 42.9, is: "declined" },
      },
    ],
    course: [
      ...agreed({ accepted: 43.0, client: 43.2, developer: 43.6, funded: 44.2 }, 3),
      {
        at: 57.0,
        do: "submit",
        index: 0,
        note: {
          title: "Картки читаються",
          text: "Прочитано 214 карток за два сезони: 61 903 зважування, 38 зіпсованих рядків, усі у списку з номером картки і днем. Ваги №3 в липні мали годинник на дві години вперед.",
        },
      },
      { at: 60.3, do: "release", index: 0 },
      {
        at: 79.4,
        do: "submit",
        index: 1,
        note: {
          title: "Вересень: дев’ять з одинадцяти",
          text: "Зведення працює щодня. На вересні програма знаходить дев’ять відомих розбіжностей і ще дві, яких у вашому списку немає. Двох ваших вона знайти не може: у ті дні картки ваг №2 порожні, різницю ви бачили лише в зошиті.",
        },
      },
      {
        at: 80.1,
        do: "dispute",
        index: 1,
        by: "client",
        note: {
          title: "Домовлялися про одинадцять",
          text: "У завданні написано: усі одинадцять. Знайдено дев’ять. Дві пропущені, 7 і 19 вересня, це найбільші: разом 640 кілограмів вишні. Якщо картка порожня, програма мала б принаймні сказати, що того дня даних немає, а вона показує нуль.",
        },
      },
      {
        at: 82.0,
        do: "answer",
        index: 1,
        by: "developer",
        note: {
          title: "Нуль виправлено, даних не існує",
          text: "Щодо нуля ви праві: тепер у такий день стоїть «немає даних». Але самих чисел на картках немає, їх є лише ваш зошит, якого мені не передавали. Прошу суд відокремити помилку показу від неможливого.",
          links: ["https://koval.example/orchard/empty-cards"],
        },
      },
      {
        at: 83.0,
        do: "evidence",
        index: 1,
        by: "client",
        note: {
          title: "Сторінки зошита за 7 і 19 вересня",
          text: "Додаю дві сторінки. Видно, що зважували саме на вагах №2 і що запис зроблено о 18:40. Дмитро просив зошит ще місяць тому; я відповіла, що привезу, і не привезла. Це теж правда.",
        },
      },
      { at: 84.5, do: "draw", index: 1, by: "dmytro" },
      ...committed(85.1, 1, 8000, 7000, 7500),
      ...revealed(85.7, 1, 0, 1, 2),
      // She thinks 75 % too much for nine of eleven; he pays for the seven as well, and so loses nothing by default.
      { at: 86.9, do: "appeal", index: 1, by: "olha", side: "client" },
      { at: 87.8, do: "appeal", index: 1, by: "dmytro", side: "developer" },
      {
        at: 88.3,
        do: "evidence",
        index: 1,
        by: "developer",
        note: {
          title: "Читання зошита за пів дня",
          text: "Дякую за сторінки. Якщо вони входять у дані, програма знаходить усі одинадцять: прогін додаю. Це пів дня роботи, яку я зробив уже без оплати.",
          links: ["https://koval.example/orchard/eleven-of-eleven"],
        },
      },
      { at: 89.2, do: "draw", index: 1, by: "tomasz" },
      ...committed(89.7, 1, 6500, 7000, 6000, 7500),
    ],
  },
  {
    key: "dryer-sensors",
    client: "olha",
    posted: 37.0,
    title: "Вологість у сушарці: бачити, а не вгадувати",
    field: "infrastructure",
    skills: ["embedded", "mqtt", "linux"],
    token: "ETH",
    budget: "3.2",
    deadline: 90,
    brief: prose`
      Сушарка на 12 візків, дрова і вентилятор. Готовність яблук визначає Марія Степанівна рукою, і вона наступного року
      йде на пенсію. Потрібні датчики температури й вологості на кожному візку і табличка на планшеті: який візок готовий,
      який пора повернути. Пил, дим, 75 градусів. Перевірка: десять завантажень, де табличка і рука погоджуються.`,
    proposals: [
      {
        by: "tomasz",
        at: 38.0,
        reviewDays: 7,
        letter: prose`
          Sensors die of smoke before they die of heat, so I would put them behind sintered caps and weigh the trolleys as well:
          weight loss tells readiness better than humidity. Pani Maria should teach the table; I would ask for three days beside
          her. Piszę po polsku, jeśli tak łatwiej, i rozumiem po ukraińsku.`,
        plan: [
          {
            title: "Датчики на дванадцяти візках",
            deliverable: "Температура, вологість і вага кожного візка, раз на хвилину, два тижні без збоїв.",
            amount: "1.8",
            due: 55,
          },
          {
            title: "Табличка готовності",
            deliverable:
              "Табличка на планшеті; на десяти завантаженнях вона і Марія Степанівна погоджуються щонайменше в дев’яти.",
            amount: "1.3",
            due: 80,
          },
        ],
      },
    ],
    course: [
      ...agreed({ accepted: 39.6, client: 39.9, developer: 40.3, funded: 41.0 }, 2),
      {
        at: 54.2,
        do: "submit",
        index: 0,
        note: {
          title: "Twelve trolleys, fifteen days",
          text: "Fifteen days without a gap except trolley 7, whose cable a mouse ate on day nine; it now runs in a steel hose. Caps are still clean.",
        },
      },
      { at: 56.1, do: "release", index: 0 },
      {
        at: 79.3,
        do: "submit",
        index: 1,
        note: {
          title: "Ready table, ten loads",
          text: "Ten loads between the 20th and today: agreement in nine, one early by 25 minutes (plums, load 6). The sheet with Pani Maria's signature is attached.",
          links: ["https://guild-notes.example/dryer/ten-loads"],
        },
      },
      {
        at: 83.2,
        do: "dispute",
        index: 1,
        by: "client",
        note: {
          title: "Сім завантажень із десяти були яблуками одного сорту",
          text: "Дев’ять із десяти правда, але сім із них яблука Голден, які й дитина висушить. На вишнях табличку не пробували жодного разу, а вишня для нас половина врожаю. У завданні стоїть «десять завантажень»; ми обоє розуміли, що різних.",
        },
      },
      {
        at: 85.0,
        do: "answer",
        index: 1,
        by: "developer",
        note: {
          title: "There were no cherries in those weeks",
          text: "The agreement says ten loads, and I took the loads that came: seven Golden, two Antonivka, one plum. Cherries end in July. I offered to come back in the season without pay and put that in writing.",
        },
      },
      { at: 87.3, do: "draw", index: 1, by: "olha" },
      ...committed(87.9, 1, 7000, 6000, 8000),
      ...revealed(88.7, 1, 0, 1, 2),
    ],
  },
  {
    key: "crate-labels",
    client: "olha",
    posted: 22.0,
    title: "Етикетка на ящик, яку читає і людина, і сканер",
    field: "design",
    skills: ["design", "typography", "icons"],
    token: "GUSD",
    budget: "1400",
    deadline: 60,
    brief: prose`
      Етикетка 100 × 70 мм на яблучний ящик: сорт, сад, день збору, вага, код. Друкуємо на дешевому термопринтері, клеїмо
      мокрими руками, читаємо ввечері під лампою. Українською і німецькою. Перевірка: двадцять людей з комори знаходять день
      збору за дві секунди.`,
    proposals: [
      {
        by: "seoyeon",
        at: 23.1,
        reviewDays: 7,
        letter:
          "Thermal printers eat thin strokes, so the date would be 14 mm high and the code would lose its frame. I will print every draft on the printer model you name before you see it.",
        plan: [
          {
            title: "Три начерки на термопринтері",
            deliverable: "Три варіанти, надруковані на вашій моделі принтера й сфотографовані під лампою.",
            amount: "650",
            due: 36,
          },
          {
            title: "Етикетка і перевірка",
            deliverable: "Готовий шаблон двома мовами; двадцять людей знаходять день збору за дві секунди.",
            amount: "650",
            due: 48,
          },
        ],
      },
    ],
    course: [
      ...agreed({ accepted: 24.3, client: 24.5, developer: 24.9, funded: 25.4 }, 2),
      {
        at: 33.0,
        do: "submit",
        index: 0,
        note: {
          title: "Three drafts, printed",
          text: "Draft B survives wet hands best: the date is in the upper corner where the thumb does not go. Photographs under a 40 W lamp are in the link.",
          links: ["https://seoyeon.example/crate/drafts"],
        },
      },
      { at: 35.3, do: "release", index: 0 },
      {
        at: 42.6,
        do: "submit",
        index: 1,
        note: {
          title: "Draft B, both languages, twenty people",
          text: "Nineteen of twenty within two seconds, one without his glasses in five. Template for the printer and a sheet on how to change the variety are included.",
        },
      },
      { at: 43.9, do: "release", index: 1 },
    ],
  },
  {
    key: "frost-sms",
    client: "olha",
    posted: 86.9,
    title: "Попередження про заморозки, якому повірять о другій ночі",
    field: "data",
    skills: ["python", "timeseries", "sms"],
    token: "ETH",
    budget: "1.8",
    deadline: 130,
    brief: prose`
      Навесні ми втратили цвіт у дев’яти садах, бо прогноз для міста казав +2, а в балці було −3. Маємо вісім власних
      метеодатчиків і чотири роки записів. Потрібен прогноз на найближчу ніч для кожного саду окремо і SMS до 21:00, а вдруге
      о 2:00, якщо справді падає. Хибна тривога коштує ночі без сну, пропущена коштує врожаю: напишіть, як ви їх зважите.
      Перевірка на минулих чотирьох веснах.`,
    proposals: [
      {
        by: "dmytro",
        at: 87.8,
        reviewDays: 10,
        letter: prose`
          Чотири весни це близько шістдесяти ночей із заморозком, тобто мало для великої моделі й досить для простої: різниця між
          міським прогнозом і вашою балкою залежить від хмар і вітру. Поріг оберемо разом за вашою ціною сну і ціною врожаю.`,
        plan: [
          {
            title: "Чотири весни",
            deliverable: "Прогноз на кожну ніч чотирьох весен з пропусками й хибними тривогами для кожного саду.",
            amount: "0.9",
            due: 108,
          },
          {
            title: "SMS о 21:00 і о 2:00",
            deliverable: "Робоча розсилка, два тижні паралельно з термометром у балці.",
            amount: "0.8",
            due: 126,
          },
        ],
      },
      {
        by: "tomasz",
        at: 88.4,
        reviewDays: 10,
        letter:
          "The eight sensors come first: if two of them hang under a roof, no forecast will help. I would re-site and calibrate them before anybody models anything, and leave the modelling to somebody else.",
        plan: [
          {
            title: "Sensors re-sited and calibrated",
            deliverable:
              "Eight stations checked against a reference for a week, re-sited where needed, with a photograph of each.",
            amount: "0.6",
            due: 102,
          },
        ],
      },
      {
        by: "zanele",
        at: 89.1,
        reviewDays: 7,
        letter:
          "If the forecast is in other hands, I would like to do the message: two texts that a sleeping person understands, delivery receipts, and a call when the text was not delivered in ten minutes.",
        plan: [
          {
            title: "Messages that arrive",
            deliverable: "SMS with receipts and a call as a fallback, tested on forty phones at two in the morning.",
            amount: "0.5",
            due: 105,
          },
        ],
      },
    ],
  },
];
